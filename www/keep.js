// The one thing that the page may write to the browser (IndexedDB), and only what the reader has asked it to keep.

const NAME = "shugang";
const STORE = "kept";

/** @typedef {"corrections" | "documents"} Kept */

export class Keep {
  /** What the reader has asked to keep. @type {Set<Kept>} */
  asked = new Set();

  /** What was kept; where the reader has never asked, nothing is created either. @returns {Promise<Partial<Record<Kept, any>>>} */
  async read() {
    try {
      if (!(await indexedDB.databases?.())?.some(it => it.name === NAME)) return {};
      /** @type {Partial<Record<Kept, any>>} */
      const kept = {};
      for (const key of /** @type {const} */ (["corrections", "documents"])) {
        const value = await this.#with("readonly", store => store.get(key));
        if (value === undefined) continue;
        kept[key] = value;
        this.asked.add(key);
      }
      return kept;
    } catch {
      return {};
    }
  }

  /** @param {Kept} key @param {unknown} value what can be cloned */
  async write(key, value) {
    await this.#with("readwrite", store => store.put(value, key));
    this.asked.add(key);
  }

  /** Keeps this no longer; with the last of it the database goes. @param {Kept} key */
  async drop(key) {
    this.asked.delete(key);
    if (this.asked.size) await this.#with("readwrite", store => store.delete(key));
    else await this.erase();
  }

  /** @returns {Promise<void>} */
  erase() {
    this.asked.clear();
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
        try {
          const transaction = open.result.transaction(STORE, mode);
          const request = work(transaction.objectStore(STORE));
          transaction.oncomplete = () => resolve(request.result);
          // A full disk aborts the transaction after its request has succeeded.
          transaction.onabort = () => reject(transaction.error);
        } catch (error) {
          reject(error);
        } finally {
          // Waits for what was begun.
          open.result.close();
        }
      };
    });
  }
}
