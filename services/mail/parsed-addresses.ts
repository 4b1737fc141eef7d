type Parsed = { name?: unknown; address?: unknown; group?: unknown };

/** More authors than this are not looked at. */
const MOST = 20;

function flat(entries: unknown): { name: string; address: string }[] {
  if (!Array.isArray(entries)) return [];
  return entries.slice(0, MOST).flatMap((entry: Parsed) => {
    if (Array.isArray(entry.group)) return flat(entry.group);
    const name = typeof entry.name === 'string' ? entry.name : '';
    return [{ name, address: typeof entry.address === 'string' ? entry.address.toLowerCase() : '' }];
  });
}

/** The addresses of an address header as the parser gives it: groups opened, addresses in small letters. */
export function addressesOf(header: unknown): { name: string; address: string }[] {
  if (typeof header !== 'object' || header === null || !('value' in header)) return [];
  return flat(header.value);
}
