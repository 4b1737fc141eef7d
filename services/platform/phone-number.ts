/** Whether a text can be rung: local numbers have six digits; E.164 allows fifteen, an extension may follow. */
export function isPhoneNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 6 && digits <= 20;
}
