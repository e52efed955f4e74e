extension DocumentPage {
  /// The style sheet of a notebook's page. Every text color has a contrast of at least 4.5 to 1 with its ground.
  static let style = """
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1d2329; --quiet: #59636e; --rule: #d5dae0; --block: #f5f7f9; --link: #0a58b0;
      --right: #17692f; --partial: #7a5200; --wrong: #b3261e; --wrong-ground: #fdf1f0;
      --keyword: #8b1d80; --type: #0b5a86; --string: #a1301f; --number: #2440b8; --comment: #5a6572;
      --attribute: #7a4a00;
      --f0: #1d2329; --f1: #b3261e; --f2: #17692f; --f3: #7a5200; --f4: #1f4fc0; --f5: #8b1d80; --f6: #0b6470;
      --f7: #59636e;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #15171c; --ink: #e3e7eb; --quiet: #9ba6b1; --rule: #343b43; --block: #1c2227; --link: #7ab8ff;
        --right: #6fd08c; --partial: #e5b567; --wrong: #ff9188; --wrong-ground: #2c1c1c;
        --keyword: #f29be0; --type: #7fcdf5; --string: #ffa893; --number: #b3bdff; --comment: #94a0ac;
        --attribute: #e5b567;
        --f0: #9ba6b1; --f1: #ff9188; --f2: #6fd08c; --f3: #e5b567; --f4: #8fb4ff; --f5: #f29be0; --f6: #74d4de;
        --f7: #e3e7eb;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
    }
    main { max-width: 52rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.8em 0 0.6em; text-wrap: balance; }
    h1 { font-size: 2rem; }
    h2 { font-size: 1.5rem; }
    h3 { font-size: 1.2rem; }
    h4, h5, h6 { font-size: 1rem; }
    header { margin-bottom: 2rem; padding-bottom: 1rem; border-bottom: 1px solid var(--rule); }
    header h1, .prose:first-child > :first-child { margin-top: 0; }
    .facts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0; color: var(--quiet); font-size: 0.9rem; }
    .facts div { display: flex; gap: 0.4rem; }
    .facts dd { margin: 0; color: var(--ink); }
    p, ul, ol, blockquote, table { margin: 0 0 1em; }
    a { color: var(--link); text-underline-offset: 0.15em; }
    blockquote { padding: 0 1rem; border-left: 3px solid var(--rule); color: var(--quiet); margin-left: 0; }
    hr { border: 0; border-top: 1px solid var(--rule); margin: 2rem 0; }
    table { border-collapse: collapse; display: block; overflow-x: auto; font-variant-numeric: tabular-nums; }
    th, td { padding: 0.3rem 0.75rem; border: 1px solid var(--rule); }
    th { background: var(--block); }
    pre, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    code { font-size: 0.9em; background: var(--block); padding: 0.1em 0.3em; border-radius: 4px; }
    pre {
      margin: 0 0 1em; padding: 0.75rem 1rem; overflow-x: auto; font-size: 0.875rem; line-height: 1.45;
      background: var(--block); border-radius: 6px; tab-size: 4;
    }
    pre code { font-size: inherit; background: none; padding: 0; }
    pre:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    img { max-width: 100%; }
    .cell { position: relative; margin: 1.5rem 0; padding-left: 2.75rem; }
    .count {
      position: absolute; left: 0; top: 0.8rem; width: 2.1rem; text-align: right; color: var(--quiet);
      font: 0.8rem/1.45 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    }
    .cell > * { margin-bottom: 0.4rem; }
    .source { border: 1px solid var(--rule); border-left: 3px solid var(--link); }
    .printed, .value {
      background: none; padding: 0.25rem 1rem; border-left: 3px solid transparent; border-radius: 0;
    }
    .value { line-height: 1.2; }
    .errors { border-color: var(--partial); }
    .diagnostic, .fault {
      margin-top: 0; padding: 0.5rem 1rem; font-size: 0.95rem; overflow-wrap: anywhere; background: var(--block);
      border-left: 3px solid var(--rule); border-radius: 0 6px 6px 0;
    }
    .diagnostic p { margin: 0; }
    .diagnostic pre { margin: 0.4rem 0 0; padding: 0; background: none; }
    .diagnostic.error, .fault { border-color: var(--wrong); background: var(--wrong-ground); }
    .diagnostic.warning { border-color: var(--partial); }
    .diagnostic.error strong, .fault strong { color: var(--wrong); }
    .diagnostic.warning strong { color: var(--partial); }
    .drawing { margin: 0.5rem 0; overflow-x: auto; }
    .drawing svg, .drawing img { display: block; max-width: 100%; height: auto; }
    .sheet { background: #ffffff; color: #1d2329; color-scheme: light; border-radius: 6px; padding: 0.5rem; }
    .exercise { margin: 2rem 0; padding: 1rem 1.25rem 0.25rem; border: 1px solid var(--rule); border-radius: 8px; }
    .exercise h3 { margin-top: 0; }
    .id { font-weight: normal; color: var(--quiet); }
    .label { margin: 0 0 0.25rem; font-size: 0.85rem; color: var(--quiet); }
    .verdict { border-top: 1px solid var(--rule); padding-top: 0.75rem; }
    .standing { margin: 0 0 0.25rem; font-weight: 600; }
    .right .standing { color: var(--right); }
    .partial .standing { color: var(--partial); }
    .wrong .standing { color: var(--wrong); }
    .s-keyword { color: var(--keyword); font-weight: 600; }
    .s-type { color: var(--type); }
    .s-string { color: var(--string); }
    .s-number { color: var(--number); }
    .s-comment { color: var(--comment); font-style: italic; }
    .s-attribute { color: var(--attribute); }
    .t-bold { font-weight: 700; }
    .t-dim { color: var(--quiet); }
    .t-italic { font-style: italic; }
    .t-underlined { text-decoration: underline; }
    .t-inverse { background: var(--ink); color: var(--paper); }
    \(terminalColors)
    @media (max-width: 40rem) {
      .cell { padding-left: 0; }
      .count { position: static; width: auto; text-align: left; }
    }
    @media print {
      html { font-size: 10.5pt; }
      body { font-size: 1rem; }
      main { max-width: none; padding: 0; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 8.5pt; }
      table { display: table; }
      h1, h2, h3, h4 { break-after: avoid; }
      .drawing, .diagnostic, tr, .verdict { break-inside: avoid; }
      .source { break-after: avoid; }
    }

    """

  /// Front and ground in the terminal's 16 colors; the bright ones are the plain ones, which are readable here.
  private static var terminalColors: String {
    (0..<16).map { index in
      """
      .t-f\(index) { color: var(--f\(index % 8)); }
      .t-b\(index) { background: var(--f\(index % 8)); color: var(--paper); }
      """
    }.joined(separator: "\n")
  }
}
