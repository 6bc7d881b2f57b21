/** Variables by which LangChain reports what models are asked to a service of its own, or sends it through one. */
const REPORTING = /^(?:LANGSMITH|LANGCHAIN)_/;

/**
 * Keeps LangChain from sending questions anywhere but to the model: whoever set these variables for another program did
 * not mean this one. To be called before LangChain is loaded.
 */
export function keepLangChainQuiet(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(env)) if (REPORTING.test(name)) delete env[name];
}
