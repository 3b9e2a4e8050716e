const LENGTH = 16;
const HEX = 16;

/** Makes an id that sorts by time (UUID version 7); also where `crypto.randomUUID` is missing, on plain HTTP. */
export function newId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  new DataView(bytes.buffer).setUint32(0, Math.floor(now / 2 ** HEX));
  new DataView(bytes.buffer).setUint16(4, now % 2 ** HEX);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(HEX).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
