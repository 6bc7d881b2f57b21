import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { ClauseIndex, RetrieveOptions } from '../domain/retrieval.ts';

/** What a retrieved document says about the clause it holds. */
export interface ClauseMetadata extends Record<string, unknown> {
  /** Clause id, unique in the index. */
  readonly id: string;
  /** Printed label of the clause. */
  readonly label: string;
  readonly title: string;
  /** Document id and version. */
  readonly document: string;
  readonly version: string;
  /** Fused score, comparable within one question only. */
  readonly score: number;
  /** Share of the question's content words that the clause has, 0–1. */
  readonly coverage: number;
}

export interface KiteiRetrieverInput extends BaseRetrieverInput {
  readonly index: ClauseIndex;
  /** How to search: limit, documents, channels left out. */
  readonly options?: RetrieveOptions;
}

/** The clause search as a LangChain retriever: clauses come back word for word, best first. */
export class KiteiRetriever extends BaseRetriever<ClauseMetadata> {
  override lc_namespace = ['kitei', 'retrievers'];
  readonly #index: ClauseIndex;
  readonly #options: RetrieveOptions;

  static override lc_name(): string {
    return 'KiteiRetriever';
  }

  constructor({ index, options = {}, ...input }: KiteiRetrieverInput) {
    super(input);
    this.#index = index;
    this.#options = options;
  }

  override async _getRelevantDocuments(
    question: string,
    _run?: CallbackManagerForRetrieverRun,
  ): Promise<Document<ClauseMetadata>[]> {
    const { ranked } = await this.#index.retrieve(question, this.#options);
    return ranked.map(({ clause, score, coverage }) => {
      const { id, label, title, documentId: document, documentVersion: version, text } = clause;
      return new Document({
        id,
        pageContent: text,
        metadata: { id, label, title, document, version, score, coverage },
      });
    });
  }
}
