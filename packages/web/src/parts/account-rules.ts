const SHORTEST_PASSWORD = 8;

/** What is wrong with a password that somebody chooses, as a sentence; the service has the same rule. */
export function passwordProblem(text: string): string | null {
  return text.length < SHORTEST_PASSWORD
    ? `Choose one of ${SHORTEST_PASSWORD} characters or more.`
    : null;
}

/** What is wrong with an e-mail address, as a sentence. Whether it is taken, the service knows. */
export function emailProblem(text: string): string | null {
  return /^[^@\s]+@[^@\s]+$/.test(text.trim()) ? null : "Give an e-mail address, with an @ in it.";
}
