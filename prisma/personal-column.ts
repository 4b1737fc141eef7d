/** Whom the data is about. 'family' is a parent, carer or guardian. */
export type About = 'individual' | 'family' | 'professional' | 'agency contact';

/** 'receiver' is whoever is written to by this row; 'service' means that no person is shown it. */
type SeenBy = 'requester' | 'DSR team' | 'invitees' | 'summary receivers' | 'receiver' | 'service';

export type PersonalColumn = {
  model: string;
  column: string;
  about: readonly About[];
  purpose: string;
  seenBy: readonly SeenBy[];
};

export type Entry = Omit<PersonalColumn, 'model'>;

export const INDIVIDUAL = ['individual'] as const;
export const INDIVIDUAL_AND_FAMILY = ['individual', 'family'] as const;
export const FAMILY = ['family'] as const;
export const PROFESSIONAL = ['professional'] as const;
export const CONTACT = ['agency contact'] as const;
export const ANY_INVITEE = ['agency contact', 'individual', 'family'] as const;
/** Free text can name anybody. */
export const ANYBODY = ['individual', 'family', 'professional', 'agency contact'] as const;

export const TEAM = ['DSR team'] as const;
export const REQUESTER_AND_TEAM = ['requester', 'DSR team'] as const;
export const SUMMARIES = ['DSR team', 'summary receivers'] as const;
export const SERVICE = ['service'] as const;

/** One column of a model. */
export function column(name: string, about: readonly About[], seenBy: readonly SeenBy[], purpose: string): Entry {
  return { column: name, about, seenBy, purpose };
}
