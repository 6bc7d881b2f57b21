import type { PolicyDocument } from '../../src/domain/policy.ts';
import { KiteiError } from '../../src/errors.ts';
import { READABLE } from '../../src/policy/file-formats.ts';
import type { Context } from './context.ts';
import { warnOf } from './failure.ts';

/**
 * The documents of a file or folder; what could not be read is noted.
 * @throws KiteiError `policy.empty` where none could.
 */
export async function readPolicies(path: string, context: Context): Promise<readonly PolicyDocument[]> {
  const { documents, problems } = await context.services.readPolicyFolder(path);
  for (const { path: file, message, remedy } of problems) warnOf(context, `${file}:`, message, remedy);
  if (documents.length === 0)
    throw new KiteiError(
      'policy.empty',
      `No policy document could be read from ${path}.`,
      `Policies are files that end in ${READABLE}.`,
    );
  return documents;
}
