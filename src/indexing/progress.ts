/** How far a build is. */
export interface IndexingProgress {
  readonly stage: 'waiting' | 'reading' | 'analysing' | 'embedding' | 'writing' | 'checking';
  /** Clauses analysed, or embedded, so far; 0 in the other stages. */
  readonly done: number;
  readonly total: number;
  /** For `waiting`: who is being waited for. */
  readonly holder?: string;
}

export type ProgressListener = (progress: IndexingProgress) => void;
