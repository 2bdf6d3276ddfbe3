// Reads and writes the binary format of WebAssembly, as far as tools/later.mjs and tools/data.mjs need it.

/** Reads numbers (LEB128) and names. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  get more() {
    return this.at < this.bytes.length;
  }
  number() {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }
  signed() {
    for (let value = 0, shift = 0; ; ) {
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      shift += 7;
      if (byte < 128) return shift < 32 && byte & 64 ? value | (~0 << shift) : value;
    }
  }
  name() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString("utf8", this.at - length, this.at);
  }
}

/** The sections of a module: type, name of a custom one, a reader at its content, and all its bytes. */
export function* sections(module) {
  const reader = new Reader(module, 8);
  while (reader.more) {
    const from = reader.at;
    const type = reader.number();
    const end = reader.number() + reader.at;
    const content = new Reader(module.subarray(0, end), reader.at);
    const name = type === 0 ? content.name() : "";
    yield { type, name, content, bytes: module.subarray(from, end) };
    reader.at = end;
  }
}

/** The header of a module: magic number and version. */
export const header = (module) => module.subarray(0, 8);

/** A section with this content. */
export const section = (type, content) => Buffer.concat([number(type), number(content.length), content]);

/** A number, as WebAssembly writes it. */
export const number = (value) => {
  const bytes = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(bytes);
};
export const signed = (value) => {
  const bytes = [];
  for (;;) {
    const byte = value & 127;
    value >>= 7;
    if ((value === 0 && !(byte & 64)) || (value === -1 && byte & 64)) {
      bytes.push(byte);
      return Buffer.from(bytes);
    }
    bytes.push(byte | 128);
  }
};
/** A name. */
export const text = (name) => Buffer.concat([number(Buffer.byteLength(name)), Buffer.from(name)]);
