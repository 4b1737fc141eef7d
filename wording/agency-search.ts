/**
 * What a search for organisations found. The query is free text: escape the result for a card.
 *
 * @param search `found` are new to the list, `chosen` fit too but stand on it already, `most` is where a search stops
 */
export function searchWords(search: { query: string; found: number; chosen: number; most: number }): string {
  const { query, found, chosen, most } = search;
  if (found + chosen >= most) return `Many organisations fit “${query}”. Type more of the name if yours is missing.`;
  if (found === 0 && chosen > 0) return `You have already chosen every organisation that fits “${query}”.`;
  if (found === 0) {
    return `We found no organisation for “${query}”. Try one word of its name, or add people by name and email below.`;
  }
  return found === 1 ? `One organisation fits “${query}”.` : `${found} organisations fit “${query}”.`;
}
