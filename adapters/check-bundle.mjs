// First of all, before anything native is loaded: a bundle holds programs for one platform, and says so on another.
import { existsSync, readFileSync } from 'node:fs';

const file = new URL('../BUNDLE.json', import.meta.url);
if (existsSync(file)) {
  const { name, platform } = JSON.parse(readFileSync(file, 'utf8'));
  const here = `${process.platform}-${process.arch}`;
  if (platform !== here) {
    console.error(
      `This is ${name}, a bundle for ${platform}; this machine is ${here}.\n` +
        `→ Make one for it where there is a network: npm run bundle -- --platform ${here}`,
    );
    process.exit(1);
  }
}
