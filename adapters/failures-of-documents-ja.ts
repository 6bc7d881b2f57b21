import type { Catalogue } from './failure-catalogue.ts';

const READABLE_AS = 'Word、文字情報のある PDF、Markdown、HTML、UTF-8 のテキスト';

/** What is wrong with documents and with the knowledge folder. */
export const DOCUMENTS: Catalogue = {
  '{} has no text.': '{} に文字がありません。',
  'If its pages are pictures, export the document with a text layer.':
    '頁が画像なら、文字情報をつけて書き出してください。',
  'There is no file or folder at {}.': '{} というファイルやフォルダーはありません。',
  'Give the folder that holds your policies.': '規程のあるフォルダーを指定してください。',
  '{} names "{}", which does not exist.': '{} にある「{}」というファイルはありません。',
  'Correct the file name or remove the entry.': 'ファイル名を直すか、その項目を消してください。',
  '{} and {} have the same id "{}".': '{} と {} の id「{}」が同じです。',
  '{} and {} have the same id "{}"{}.': '{} と {} の id「{}」{}が同じです。',
  ' and version "{}"': 'と版「{}」',
  'Give one of them another "id" or "version" in its front matter or in policies.yaml.':
    '文書の先頭か policies.yaml で、どちらかの id か version を変えてください。',
  '{} Nothing is read without it, since it says which documents are not public.':
    '{} 公開しない文書を定めるものなので、読めるまでは何も読み込みません。',
  '{} is a link to a folder that was read already.': '{} は、すでに読んだフォルダーへのリンクです。',
  'Remove the link.': 'リンクを消してください。',
  '{} is empty.': '{} は空です。',
  'Put the text of the policy into the file, or remove it.':
    '規程の本文を入れるか、ファイルを消してください。',
  '{} contains binary data, so it cannot be read as text.': '{} は文字のファイルではないため、読めません。',
  '{} is neither UTF-8 nor Shift_JIS nor EUC-JP, so it cannot be read as text.':
    '{} の文字コードが UTF-8、Shift_JIS、EUC-JP のどれでもないため、読めません。',
  '{}, so it cannot be read as text.': '{} を文字として読めません。',
  'Save the document as Word, PDF with a text layer, Markdown, HTML or plain text in UTF-8.': `${READABLE_AS}として保存してください。`,
  '{} is protected by a password.': '{} はパスワードで保護されています。',
  'Save a copy without the password.': 'パスワードを外して保存してください。',
  '{} is no PDF file, or is broken.': '{} は PDF ではないか、壊れています。',
  'Open it in a PDF viewer and print it to a new PDF file, or replace it by an intact copy.':
    'PDF の閲覧ソフトで開いて PDF に印刷し直すか、壊れていない写しに替えてください。',
  '{} is a scan: its pages are pictures without a text layer.':
    '{} はスキャンで、頁が画像です（文字情報がありません）。',
  'Use the file that the paper was printed from, or add a text layer with OCR and check its words.':
    '印刷元のファイルを使うか、OCR で文字情報をつけて、文字を確かめてください。',
  '{} has {} pages; up to {} are read.': '{} は {} 頁あります。読めるのは {} 頁までです。',
  'Split it into one file for each document.': '文書ごとのファイルに分けてください。',
  'Export the document again, with its text.': '文字情報をつけて、書き出し直してください。',
  '{} nests its elements too deeply to be read.': '{} は要素の入れ子が深すぎて読めません。',
  'Save the page as plain text or Markdown.': 'テキストか Markdown として保存してください。',
  '{} unpacks to more than a policy can have.': '{} は展開すると、規程としては大きすぎます。',
  'Check where the file comes from; print it to a new PDF file from the program that made it.':
    'ファイルの出どころを確かめ、元のソフトから PDF に印刷し直してください。',
  '{} is XML, but not of a law as e-Gov publishes it.': '{} は XML ですが、e-Gov の法令の形ではありません。',
  'Save the document as Markdown, Word, PDF with a text layer, HTML or plain text.': `${READABLE_AS}として保存してください。`,
  '{} holds no text of a law.': '{} に法令の本文がありません。',
  'Download the file again.': 'ファイルを取得し直してください。',
  '{} cannot be read: {} (line {} of its XML).': '{} を読めません（XML の {}、{} 行目）。',
  'Save the document again in the program that made it, or export it as PDF or plain text.':
    '元のソフトで保存し直すか、PDF かテキストとして書き出してください。',
  '{} has {} MB; files of up to {} MB are read.': '{} は {} MB あります。読めるのは {} MB までです。',
  'Save the document without pictures, or as Markdown or plain text.':
    '画像を除くか、Markdown かテキストとして保存してください。',
  '{} is of a kind that Kitei does not read, so nothing is answered from it.':
    '{} は Kitei が読めない種類のファイルなので、回答に使いません。',
  'Save it as Word (.docx) or PDF with a text layer, or move it out of the folder.':
    'Word（.docx）か文字情報のある PDF として保存するか、フォルダーの外へ移してください。',
  'Move it out of the folder, or save its text as one of {}.':
    'フォルダーの外へ移すか、本文を次のどれかとして保存してください: {}',
  '{} is protected by a password, or is a Word file of the old .doc kind.':
    '{} はパスワードで保護されているか、古い .doc 形式です。',
  'Remove the password, or save the document as .docx.': 'パスワードを外すか、.docx として保存してください。',
  '{} is no Word file, or is broken.': '{} は Word の文書ではないか、壊れています。',
  'Open it in Word and save it again as .docx, or replace it by an intact copy.':
    'Word で開いて .docx として保存し直すか、壊れていない写しに替えてください。',
  '{} unpacks to more than {} MB ({}).': '{} は展開すると {} MB を超えます（{}）。',
  'Check where the file comes from; save the document again without pictures and attachments.':
    'ファイルの出どころを確かめ、画像や添付を除いて保存し直してください。',
  '{} may not be read.': '{} を読む権限がありません。',
  '{} is a link that leads nowhere.': '{} はリンク切れです。',
  'The keys are {}.': '使える項目は {} です。',
  'Write one entry per file, e.g. "rules.md:".': 'ファイルごとに「rules.md:」のように書いてください。',
  'Check indentation, colons and quotes.': '字下げ、コロン、引用符を確かめてください。',
  '{} cannot be indexed: {}.': '{} を索引にできません（{}）。',
  'Number the clauses in this file without repetition.': 'このファイルの条項番号の重なりを直してください。',
  'Document "{}" version "{}" already comes from {}; this file is left out.':
    '文書「{}」の版「{}」は {} にもあるため、このファイルは使いません。',
  'Until this file can be read, "{}" is served as it was last indexed (version "{}").':
    'このファイルが読めるまで、「{}」は最後に読めた版（{}）で答えます。',
  'The knowledge folder {} cannot be opened ({}).': '知識フォルダー {} を開けません（{}）。',
  'Name the folder that holds your policy documents.': '規程の文書のあるフォルダーを指定してください。',
  'There is no policy document in {}.': '{} に規程の文書がありません。',
  'No policy document in {} can be read. {}: {}': '{} に読める規程の文書がありません。{}: {}',
  'Put at least one policy document there: {}.': '規程の文書を一つ以上置いてください（{}）。',
  'Make it a text file that Kitei may read, in {}.':
    'Kitei が読めるテキストファイルとして {} に置いてください。',
  '{} is taken for a note about the folder, and nothing is answered from it.':
    '{} はフォルダーの説明とみなし、回答に使いません。',
  'Give the document a name of its own.': '文書の名前をつけてください。',
  'vocabulary.yaml cannot be read.': 'vocabulary.yaml を読めません。',
  'Put the file right: entries is a list of maps with say and policy.':
    'ファイルを直してください。entries は say と policy を持つ項目の並びです。',
  '"{}" is no path of a document.': '「{}」は文書の場所ではありません。',
  'Name a file within the knowledge folder.': '知識フォルダーの中のファイルを指定してください。',
  'Somebody has changed {} in the knowledge folder since the draft began.':
    '下書きを始めてから、知識フォルダーの {} が変えられました。',
  'Give up these changes of the draft, look at the files as they are now, and make the changes again.':
    '下書きのその変更を取り消し、今のファイルを見て、変更し直してください。',
  "ENOENT: no such file or directory, {} '{}'": 'ファイルかフォルダーがありません（{} {}）。',
  "EACCES: permission denied, {} '{}'": '権限がありません（{} {}）。',
  'EISDIR: illegal operation on a directory, {}': 'ファイルではなくフォルダーです（{}）。',
  'ENOSPC: no space left on device, {}': 'ディスクに空きがありません（{}）。',
  '{} cannot be read: {}.': '{} を読めません（{}）。',
  '{} cannot be read.': '{} を読めません。',
  '{} cannot be read ({}).': '{} を読めません（{}）。',
};
