// Finds out on the device itself whether a photo or film tells where it was made; sends nothing.

const IN_WORDS = ["GPSLatitude", "com.apple.quicktime.location.ISO6709"]; // XMP, and films of a phone
const IN_FILMS = "\u00a9xyz";
const MARKS = [["Exif\0\0", 6], ["eXIf", 4], ["EXIF", 8]]; // JPEG and HEIC, PNG, WebP
const GPS = 0x8825;
const LATITUDE = 2;
const MOST = 20; // places of a mark that are looked at: film data may hold one by chance

export async function tellsWhere(file) {
  if (!/^(image|video)\//.test(file.type)) return false;
  const held = new DataView(await file.arrayBuffer());
  const read = new TextDecoder("latin1").decode(held);
  if (IN_WORDS.some((words) => read.includes(words))) return true;
  if (file.type.startsWith("video/")) return read.includes(IN_FILMS);
  return MARKS.some(([mark, skip]) => places(read, mark).some((at) => inExif(held, at + skip)));
}

function places(read, mark) {
  const found = [];
  for (let at = read.indexOf(mark); at >= 0 && found.length < MOST; at = read.indexOf(mark, at + 1)) found.push(at);
  return found;
}

// A table of its first entry that points at another one, in which a latitude stands.
function inExif(held, start) {
  try {
    const little = held.getUint16(start) === 0x4949;
    if (held.getUint16(start + 2, little) !== 42) return false;
    const first = entries(held, start, held.getUint32(start + 4, little), little);
    const gps = first.find(([tag]) => tag === GPS);
    return gps !== undefined && entries(held, start, gps[1], little).some(([tag]) => tag === LATITUDE);
  } catch {
    return false; // it ends too early
  }
}

function entries(held, start, at, little) {
  const count = held.getUint16(start + at, little);
  const one = (number) => start + at + 2 + 12 * number;
  return Array.from({ length: count }, (_, number) => [
    held.getUint16(one(number), little),
    held.getUint32(one(number) + 8, little),
  ]);
}
