/** Vectors of one embedding model that are kept, so that no text is embedded twice. */
export interface VectorMemory {
  /**
   * What the model gave for the probe text when it was first used; null where nothing is kept yet. Vectors are comparable
   * with these only while the model still gives this one.
   */
  readonly probe: Float32Array | null;
  /** The unit vector kept under a key. */
  get(key: string): Float32Array | undefined;
  /** Keeps unit vectors as long as the probe; from now on they survive the end of the process. */
  keep(entries: readonly (readonly [key: string, vector: Float32Array])[]): Promise<void>;
  /** Forgets everything: the model behind the name is another one. */
  restart(probe: Float32Array): Promise<void>;
}

/** Keeps vectors as long as the process lives. */
export function memoryOfProcess(): VectorMemory {
  const vectors = new Map<string, Float32Array>();
  let known: Float32Array | null = null;
  return {
    get probe() {
      return known;
    },
    get: (key) => vectors.get(key),
    keep: async (entries) => {
      for (const [key, vector] of entries) vectors.set(key, vector);
    },
    restart: async (probe) => {
      vectors.clear();
      known = probe;
    },
  };
}
