/** What a finding says where no value of the API could stand, such as "a refusal". */
export class InWords {
  constructor(readonly text: string) {}
}

/** Says something in words. */
export function inWords(text: string): InWords {
  return new InWords(text);
}
