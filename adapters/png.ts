import { crc32, deflateSync } from 'node:zlib';

/** A colour of a pixel: red, green, blue and opacity, each 0–1. */
export type Colour = readonly [red: number, green: number, blue: number, opacity: number];

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A square picture as PNG (8 bits, with opacity).
 * @param colourAt of the pixel in column x and row y, from the upper left.
 */
export function squarePng(side: number, colourAt: (x: number, y: number) => Colour): Uint8Array {
  const rows = Buffer.alloc(side * (1 + 4 * side));
  for (let y = 0; y < side; y++) {
    // Each row begins with its filter: none.
    let at = y * (1 + 4 * side) + 1;
    for (let x = 0; x < side; x++) {
      for (const part of colourAt(x, y)) rows[at++] = Math.round(255 * Math.min(1, Math.max(0, part)));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // 8 bits a channel, red-green-blue-opacity, the one compression, filter and order there is.
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
