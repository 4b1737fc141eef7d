/** What is kept of one turn for operators: ids, codes and a duration; never what was typed. */
export type TurnReport = {
  kind: 'message' | 'press' | 'opened';
  /** A command's name or a button's verb, of those this version knows; 'none' when the turn did not come that far. */
  what: string;
  result: 'answered' | 'not-here' | 'unknown-button' | 'unreadable-card' | 'fault';
  professionalId: string | null;
  seconds: number;
};

/** A turn that has begun; what is learnt of it is filled in as it goes on. */
export function openReport(kind: TurnReport['kind']): TurnReport & { close(): void } {
  const since = performance.now();
  return {
    kind,
    what: 'none',
    result: 'answered',
    professionalId: null,
    seconds: 0,
    close() {
      this.seconds = (performance.now() - since) / 1000;
    },
  };
}
