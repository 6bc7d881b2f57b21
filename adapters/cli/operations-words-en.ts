import type { OperationsWords } from './operations-words.ts';

export const english: OperationsWords = {
  help: {
    doctor: 'Look at everything Kitei needs to work, and say what to do about each finding.',
    offline: 'ask no service beyond this machine',
    audit:
      'The audit log: who looked at or changed what. It only grows, and each entry vouches for the one before.',
    auditList: 'List entries, newest first (default).',
    auditVerify: 'Check that no entry was changed or taken out; prints the head to keep elsewhere.',
    limit: 'how many to show',
    head: 'a head printed earlier (by verify or backup) that must still be in the log: shows whether the end was cut off',
  },
  checks: {
    configuration: 'Settings',
    folders: 'Folders',
    secrets: 'Secrets',
    disk: 'Disk',
    index: 'Index',
    documents: 'Documents',
    database: 'Database',
    audit: 'Audit log',
    spool: 'Spool',
    outbox: 'Outbox',
    slack: 'Slack',
    teams: 'Teams',
    sign_in: 'Signing in',
    models: 'Models',
    clock: 'Clock',
  },
  findings: {
    error: ({ message, remedy }) => [`${message}`, `${remedy}`],
    'configuration.read': () => ['the settings can be read', ''],
    'folders.usable': ({ path }) => [`the policies can be read, and ${path} can be written`, ''],
    'folders.unreadable': ({ path, code }) => [
      `${path} cannot be read (${code})`,
      'Give the user that runs Kitei the right to read it, or name another folder with KITEI_KNOWLEDGE.',
    ],
    'folders.unwritable': ({ path, code }) => [
      `${path} cannot be written (${code})`,
      'Give the user that runs Kitei the right to write there, free some space, or name another folder with KITEI_DATA.',
    ],
    'secrets.kept': () => ['files with secrets and questions are closed to other users', ''],
    'secrets.readable': ({ path, mode }) => [
      `${path} is open to other users of this machine (mode ${mode})`,
      `chmod go= "${path}"`,
    ],
    'disk.free': ({ path, megabytes }) => [`${megabytes} MB are free at ${path}`, ''],
    'disk.low': ({ path, megabytes }) => [
      `only ${megabytes} MB are free at ${path}`,
      'Free some space, or move the data folder to a larger disk.',
    ],
    'disk.full': ({ path, megabytes }) => [
      `only ${megabytes} MB are free at ${path}: the index and the log may soon not be written`,
      'Free some space now, or move the data folder to a larger disk.',
    ],
    'index.intact': ({ id, files }) => [`index ${id} is intact (${files} files match their checksums)`, ''],
    'index.none': () => [
      'there was no index yet',
      'It is built when a question is asked, or by `kitei reindex`.',
    ],
    'index.damaged': ({ message }) => [
      `${message}`,
      'Look after the disk (a damaged file is seldom alone), then run `kitei reindex --force`.',
    ],
    'index.in_tables': () => ['it can be searched in the database', ''],
    'index.lacks_tables': () => [
      'the index that serves cannot be searched in the database yet',
      'The next server that starts writes what is missing; it needs the memory for the whole index meanwhile.',
    ],
    'index.lacks_pgvector': () => [
      'an embedding model is configured, and the database server has no pgvector',
      'Install the extension pgvector on that server, or leave KITEI_EMBEDDER or KITEI_INDEX out.',
    ],
    'documents.read': ({ documents }) => [`${documents} document versions are served without a problem`, ''],
    'documents.problem': ({ path, message, remedy }) => [`${path}: ${message}`, `${remedy}`],
    'database.works': () => ['it opens, its tables are up to date, and it finds no damage in itself', ''],
    'database.damaged': ({ message }) => [
      `it is damaged: ${message}`,
      'Stop Kitei, look after the disk, and restore the last backup with `kitei restore`.',
    ],
    'audit.whole': ({ entries }) => [`the chain of ${entries} entries holds`, ''],
    'audit.broken': ({ kind, seq }) => [
      `the chain is broken (${kind}${seq === '' ? '' : ` at entry ${seq}`})`,
      'Compare with the last backup: `kitei audit verify` tells more. Somebody with the rights of the database owner changed it.',
    ],
    'spool.empty': () => ['no record waits', ''],
    'spool.waiting': ({ count, path }) => [
      `${count} records wait in ${path} because the log cannot be written`,
      'Put the database right; the records then go into the log by themselves.',
    ],
    'spool.broken': ({ count, path }) => [
      `${count} records cannot be read`,
      `Look at them in ${path}, and delete them when they are of no use.`,
    ],
    'outbox.delivered': () => ['every notice was delivered or is on its way', ''],
    'outbox.undeliverable': ({ count }) => [
      `${count} notices could not be delivered`,
      'The admin page lists them with the reason; usually a contact or a channel in contacts.yaml is gone.',
    ],
    'remote.accepted': ({ setting, host }) => [`${host} accepts ${setting}`, ''],
    'remote.refused': ({ setting, host, reason }) => [
      `${host} does not accept ${setting} (${reason})`,
      `Copy ${setting} again from where it was issued, and see that it has not expired or been revoked.`,
    ],
    'remote.unreachable': ({ setting, host, reason }) => [
      `${host} cannot be reached (${reason}), so ${setting} could not be tried`,
      'See that this machine may reach the address (proxy, firewall, DNS), or run with --offline.',
    ],
    'remote.not_checked': ({ setting }) => [`${setting} cannot be tried from here`, ''],
    'clock.right': ({ names }) => [
      names === '' ? 'it is not behind the log' : `it agrees with ${names} and is not behind the log`,
      '',
    ],
    'clock.differs': ({ name, seconds }) => [
      `it differs from ${name} by ${seconds} s; requests signed by time are refused`,
      'Let the machine keep its time by NTP (timedatectl set-ntp true).',
    ],
    'clock.behind_log': ({ newest, now }) => [
      `it says ${now}, and a question was recorded at ${newest}`,
      'Set the clock right. Records asked in the future are found in the log under their time.',
    ],
  },
  doctor: {
    failed: (count) => `${count} ${count === 1 ? 'thing does' : 'things do'} not work as they should.`,
    remedy: 'Follow the arrows above, and run kitei doctor again.',
  },
  audit: {
    whole: (entries, head) => `The chain of ${entries} entries holds.\nHead: ${head}`,
    fault: ({ kind, seq }) =>
      ({
        altered: `Entry ${seq} is not what was written.`,
        missing: `An entry before ${seq} is missing, or entry ${seq} was put in.`,
        head: 'No entry has the head that was given: the end of the log was cut off, or all of it written anew.',
      })[kind],
    remedy: 'Compare the log with the last backup; whoever can write the database file can have done it.',
  },
};
