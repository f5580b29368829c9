// What was open comes back after a reload, where the reader has asked for it.

/** @import { Keep } from "./keep.js" */
/** @import { OpenDocument } from "./model/open-document.js" */
/** @import { Opened } from "./open/formats.js" */
/** @import { Opening } from "./opening.js" */
/** @import { Session } from "./session.js" */
import { sorry } from "./view/toast.js";

/** What was corrected elsewhere is kept as it came; everything else is analysed again. @param {OpenDocument} document @returns {Opened} */
const kept = ({ opened }) => (opened.edited ? opened : { ...opened, report: undefined });

export class Shelf {
  /** @param {Session} session @param {Opening} opening @param {Keep} keep */
  constructor(session, opening, keep) {
    this.session = session;
    this.opening = opening;
    this.keep = keep;
    session.on(["documents", "document"], () => this.keep.asked.has("documents") && this.#save().catch(sorry));
  }

  /** Opens what was open, and shows what was shown. @param {{ documents: Opened[], current: number }} kept */
  async restore({ documents, current }) {
    // What is put back one by one must not be saved as all there is.
    this.keep.asked.delete("documents");
    await this.opening.again(documents);
    this.keep.asked.add("documents");
    const shown = this.session.documents[current];
    if (shown && shown !== this.session.current) this.session.show(shown);
  }

  /** @param {boolean} on */
  async set(on) {
    if (on) await this.#save();
    else await this.keep.drop("documents");
  }

  async #save() {
    const { documents, current } = this.session;
    await this.keep.write("documents", { documents: documents.map(kept), current: current ? documents.indexOf(current) : 0 });
  }
}
