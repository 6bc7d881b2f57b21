// Kills the whole server at random moments and looks what became of its work. Prints Markdown, a row a lap.
//   npm run bench -- --kills[=1000] [--seed=1]
import { killAgainAndAgain } from '../reliability/kills.ts';
import { table } from './markdown-table.ts';

export async function benchKills(argv: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: number) =>
    Number(argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
  const report = await killAgainAndAgain(option('kills', 1_000), option('seed', 1), ({ kills, faults }) =>
    console.log(`${kills} kills, ${faults.length} faults`),
  );
  const { faults, ...figures } = report;
  table('Killed at random moments', Object.keys(figures), [Object.values(figures).map(String)]);
  for (const fault of faults) console.log(`- ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
