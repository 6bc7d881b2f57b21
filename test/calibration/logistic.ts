/** One observation: features between 0 and 1, and whether the event happened. */
export interface Observation {
  readonly features: readonly number[];
  readonly label: boolean;
}

/**
 * Logistic regression by full-batch gradient descent with an L2 penalty (not on the bias). Deterministic.
 * Returns the bias followed by one weight per feature.
 */
export function fitLogistic(
  data: readonly Observation[],
  penalty = 0.0005,
  rounds = 15_000,
  rate = 1.5,
): number[] {
  const size = data[0]?.features.length ?? 0;
  const weights = new Array<number>(size + 1).fill(0);
  for (let round = 0; round < rounds; round++) {
    const gradient = new Array<number>(size + 1).fill(0);
    for (const { features, label } of data) {
      const error = predict(weights, features) - (label ? 1 : 0);
      gradient[0] = (gradient[0] as number) + error;
      for (let j = 0; j < size; j++)
        gradient[j + 1] = (gradient[j + 1] as number) + error * (features[j] as number);
    }
    for (let j = 0; j <= size; j++) {
      const shrink = j === 0 ? 0 : penalty * (weights[j] as number);
      weights[j] = (weights[j] as number) - rate * ((gradient[j] as number) / data.length + shrink);
    }
  }
  return weights;
}

/** P(label) for one observation. */
export function predict(weights: readonly number[], features: readonly number[]): number {
  let sum = weights[0] as number;
  for (let j = 0; j < features.length; j++) sum += (weights[j + 1] as number) * (features[j] as number);
  return 1 / (1 + Math.exp(-sum));
}

/** Area under the ROC curve: how often a positive is ranked above a negative. */
export function areaUnderCurve(scored: readonly { score: number; label: boolean }[]): number {
  const positives = scored.filter((item) => item.label);
  const negatives = scored.filter((item) => !item.label);
  let wins = 0;
  for (const { score } of positives)
    for (const other of negatives) wins += score > other.score ? 1 : score === other.score ? 0.5 : 0;
  return wins / (positives.length * negatives.length || 1);
}
