/**
 * The browser's storage, behind one door: it may be refused, full, or hold what another page of the same site wrote.
 */

/** What is kept under one prefix. */
export class Store {
  /** @param {string} prefix No other page of a site shall meet it by chance. */
  constructor(prefix) {
    this.prefix = prefix;
    /** Whether the last thing that was to be kept was not. */
    this.failing = false;
  }

  /**
   * What is kept under a key.
   *
   * @template T
   * @param {string} key
   * @param {(found: unknown) => T | null} read Makes of it what it should be; null where it is something else.
   * @returns {T | null} Null where nothing is kept, or nothing that can be read.
   */
  read(key, read) {
    try {
      const text = localStorage.getItem(this.prefix + key);
      return text === null ? null : read(JSON.parse(text));
    } catch {
      return null;
    }
  }

  /**
   * Keep something. Where that is refused, or there is no room, `failing` says so.
   *
   * @param {string} key
   * @param {unknown} value
   */
  write(key, value) {
    this.attempt(() => localStorage.setItem(this.prefix + key, JSON.stringify(value)));
  }

  /** @param {string} key */
  remove(key) {
    this.attempt(() => localStorage.removeItem(this.prefix + key));
  }

  /**
   * The rest of every key that begins so.
   *
   * @param {string} under
   * @returns {string[]}
   */
  keys(under) {
    const start = this.prefix + under;
    try {
      return Object.keys(localStorage).flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
    } catch {
      return [];
    }
  }

  /** @param {() => void} action */
  attempt(action) {
    try {
      action();
      this.failing = false;
    } catch {
      this.failing = true;
    }
  }
}
