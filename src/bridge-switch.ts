import { KiteiError } from './errors.ts';

/** Asks with word bridges as long as they are wanted and work. */
export interface BridgeSwitch {
  /** Runs a question, given the retrieval channels to leave out. */
  ask<T>(question: (without: readonly string[]) => Promise<T>): Promise<T>;
}

/**
 * Word bridges on or off. Where their data turns out to be unusable, they are switched off with one warning and the
 * question is asked again without them: a damaged supplement must not keep anybody from an answer.
 */
export function bridgeSwitch(on: boolean, warn: (message: string) => void = () => {}): BridgeSwitch {
  let without: readonly string[] = on ? [] : ['bridge'];
  return {
    async ask(question) {
      try {
        return await question(without);
      } catch (error) {
        if (without.length > 0 || !(error instanceof KiteiError) || error.code !== 'model.corrupt')
          throw error;
        without = ['bridge'];
        warn(`${error.message} Answers go on without them. ${error.remedy}`);
        return question(without);
      }
    },
  };
}
