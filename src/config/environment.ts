import { z } from 'zod';

/** Variables of a process, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A path or other text that may not be empty when it is given. */
export const text = z.string().trim().min(1, 'is empty: give a value or leave the setting out');

/** A whole number within bounds, written in digits. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be between ${least} and ${most}`);

/** `on` or `off`. */
export const onOff = z.enum(['on', 'off'], { error: 'must be "on" or "off"' });

/** Words separated by commas. */
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);
