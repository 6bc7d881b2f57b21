import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What is derived from the secret: stand-ins for people, and sealed texts. */
export interface Keys {
  /** HMAC-SHA256 of a platform's id, in base64url (22 characters, 128 bits); the same id gives the same one. */
  pseudonym(id: string): string;
  /** Every form a pseudonym of this id may have: the current one, and that of the secret before. */
  pseudonyms(id: string): readonly string[];
  /** Encrypts JSON with AES-256-GCM; `context` must be the same when it is opened. */
  seal(value: unknown, context: string): string;
  /** Null where the text was sealed with an unknown secret, or tampered with. */
  open(sealed: string, context: string): unknown;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keys of a secret and, where it was rotated, of the one before, by HKDF-SHA256 (RFC 5869). */
export function deriveKeys(secret: string, secretBefore: string | null): Keys {
  const secrets = secretBefore === null ? [secret] : [secret, secretBefore];
  const naming = secrets.map((one) => derive(one, 'kitei pseudonym'));
  const sealing = secrets.map((one) => derive(one, 'kitei sealing'));
  const named = (key: Buffer, id: string) =>
    createHmac('sha256', key).update(id).digest().subarray(0, 16).toString('base64url');
  return {
    pseudonym: (id) => named(naming[0] as Buffer, id),
    pseudonyms: (id) => naming.map((key) => named(key, id)),
    seal(value, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing[0] as Buffer, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed, context) {
      for (const key of sealing) {
        const text = unseal(Buffer.from(sealed, 'base64'), key, context);
        if (text !== null) return JSON.parse(text);
      }
      return null;
    },
  };
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}

function unseal(bytes: Buffer, key: Buffer, context: string): string | null {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString('utf8');
  } catch {
    return null;
  }
}
