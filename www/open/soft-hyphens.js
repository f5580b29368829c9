// What is changed in pdf.js before it is loaded.

/**
 * It leaves out every mark of format, and with them the soft hyphens that pages are set with: 2014-2020 would read 20142020.
 * @param {string} source of its worker
 */
export const keepSoftHyphens = source => source.replace("(\\p{Cf}+)", "([^\\P{Cf}\\xAD]+)");
