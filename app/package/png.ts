import zlib from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes of a pixel by colour type, at 8 bits a channel: 2 is RGB, 6 is RGB with alpha. */
const CHANNELS: Record<number, number> = { 2: 3, 6: 4 };

/** A picture with one [red, green, blue, alpha] of 0 to 255 a pixel, row by row. */
export type Picture = { width: number; height: number; pixels: [number, number, number, number][] };

/**
 * Reads a PNG of 8 bits a channel, RGB with or without alpha, not interlaced: what a browser writes.
 *
 * @throws when it is anything else
 */
export function readPng(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('It is not a PNG.');
  const chunks = chunksOf(file);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined) throw new Error('It has no header.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = CHANNELS[header[9] ?? 0];
  if (header[8] !== 8 || channels === undefined || header[12] !== 0) {
    throw new Error('Only PNGs of 8 bits a channel, in colour and not interlaced, are read.');
  }
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const bytes = unfiltered(zlib.inflateSync(packed), width * channels, height, channels);
  const pixels = Array.from({ length: width * height }, (_, at): Picture['pixels'][number] => {
    const from = at * channels;
    const alpha = channels === 4 ? byteAt(bytes, from + 3) : 255;
    return [byteAt(bytes, from), byteAt(bytes, from + 1), byteAt(bytes, from + 2), alpha];
  });
  return { width, height, pixels };
}

function chunksOf(file: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE.length; at + 8 <= file.length; ) {
    const length = file.readUInt32BE(at);
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

/** Undoes the five filters of PNG (W3C, section 9): each byte is told by its neighbours to the left and above. */
function unfiltered(packed: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    const filter = byteAt(packed, row * (stride + 1));
    for (let column = 0; column < stride; column++) {
      const at = row * stride + column;
      const left = column >= channels ? byteAt(out, at - channels) : 0;
      const above = row > 0 ? byteAt(out, at - stride) : 0;
      const corner = row > 0 && column >= channels ? byteAt(out, at - stride - channels) : 0;
      out[at] = byteAt(packed, row * (stride + 1) + 1 + column) + predicted(filter, left, above, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return Math.floor((left + above) / 2);
  if (filter !== 4) return 0;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((near) => Math.abs(left + above - corner - near));
  if (toLeft === undefined || toAbove === undefined || toCorner === undefined) return 0;
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
