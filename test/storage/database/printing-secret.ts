// Prints the secret of the data folder named by its argument once a line has come in, so that several start together.
import { secretOf } from '../../../src/storage/database/secret-file.ts';

process.stdout.write('ready\n');
process.stdin.once('data', () => {
  process.stdout.write(`${secretOf(process.argv[2] ?? '')}\n`);
  process.stdin.destroy();
});
