// The one thing that the page may write to the browser (IndexedDB), and only after the reader has asked.

const NAME = "shugang";
const STORE = "kept";

export class Keep {
  on = false;

  /** What was kept; undefined where the reader has never asked: then nothing is created either. @returns {Promise<string | undefined>} */
  async read() {
    try {
      if (!(await indexedDB.databases?.())?.some(it => it.name === NAME)) return undefined;
      const value = await this.#with("readonly", store => store.get("corrections"));
      this.on = typeof value === "string";
      return value;
    } catch {
      return undefined;
    }
  }

  /** @param {string} json */
  async write(json) {
    this.on = true;
    await this.#with("readwrite", store => store.put(json, "corrections"));
  }

  /** @returns {Promise<void>} */
  erase() {
    this.on = false;
    return new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(NAME);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error);
    });
  }

  /** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} work @returns {Promise<any>} */
  #with(mode, work) {
    return new Promise((resolve, reject) => {
      const open = indexedDB.open(NAME, 1);
      open.onupgradeneeded = () => open.result.createObjectStore(STORE);
      open.onerror = () => reject(open.error);
      open.onsuccess = () => {
        const transaction = open.result.transaction(STORE, mode);
        const request = work(transaction.objectStore(STORE));
        transaction.oncomplete = () => {
          open.result.close();
          resolve(request.result);
        };
        transaction.onerror = () => reject(transaction.error);
      };
    });
  }
}
