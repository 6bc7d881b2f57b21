/** A share and the interval that holds it, both ends 0–1. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Exact interval of a share (Clopper and Pearson 1934): at least the stated confidence, whatever the share.
 * @param hits of `trials`, both whole.
 * @param confidence for example 0.95.
 */
export function exactInterval(hits: number, trials: number, confidence: number): ShareInterval {
  const tail = (1 - confidence) / 2;
  return {
    low: hits === 0 ? 0 : betaQuantile(tail, hits, trials - hits + 1),
    high: hits === trials ? 1 : betaQuantile(1 - tail, hits + 1, trials - hits),
  };
}

/** Lower end of Wilson's interval (1927) of a share, `z` standard errors wide; 0 of no trials. Counts may be fractions. */
export function wilsonLow(hits: number, trials: number, z: number): number {
  if (trials === 0) return 0;
  const share = hits / trials;
  const square = (z * z) / trials;
  const spread = z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  return Math.max(0, (share + square / 2 - spread) / (1 + square));
}

/** Probability of at most `hits` of `trials` where each hits with probability `share`. */
export function binomialAtMost(hits: number, trials: number, share: number): number {
  if (hits >= trials) return 1;
  if (hits < 0) return 0;
  return betaShare(1 - share, trials - hits, hits + 1);
}

/** The value below which a beta distribution has the share `p`, by bisection to 1e-12. */
function betaQuantile(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (betaShare(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (Press et al. 2007, §6.4). */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

function continuedFraction(x: number, a: number, b: number): number {
  const nonZero = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return fraction;
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Logarithm of the gamma function for positive numbers (Lanczos 1964, g = 7). */
function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  const shifted = z - 1;
  const base = shifted + 7.5;
  const sum = LANCZOS.reduce(
    (total, weight, place) => total + weight / (shifted + place + 1),
    0.9999999999998099,
  );
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}
