using System.Buffers;
using System.Runtime.InteropServices;

namespace LogitLens.Tokenizers;

/// <summary>
/// GPT-2's byte-level byte pair encoding (Radford et al. 2019): text is cut by GPT-2's pattern, each piece's UTF-8 bytes are merged by
/// rank. Every text can be encoded, and decoding gives it back exactly. Two things to know:
/// a lone surrogate, which has no UTF-8, is encoded as U+FFFD; letters, numbers and spaces are those of the runtime's Unicode version.
/// All members may be called from several threads at once.
/// </summary>
public sealed class BytePairTokenizer
{
    private const string EndOfTextToken = "<|endoftext|>";

    private readonly PieceMerger _merger;
    private readonly PieceCache _cache = new();
    private SearchValues<string>? _specialTexts;

    /// <summary>Makes a tokenizer of a vocabulary, such as one just trained.</summary>
    public BytePairTokenizer(BytePairVocabulary vocabulary)
        : this(vocabulary, [])
    {
    }

    private BytePairTokenizer(BytePairVocabulary vocabulary, IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
        Files = files;
        _merger = new PieceMerger(vocabulary.Merges);
        EndOfText = vocabulary.SpecialTokens.TryGetValue(EndOfTextToken, out int id) ? id : null;
    }

    /// <summary>The tokens and merges.</summary>
    public BytePairVocabulary Vocabulary { get; }

    /// <summary>The files it was read from, in full; empty if it was not read from files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>One more than the highest token id; 50257 for GPT-2.</summary>
    public int VocabularySize => Vocabulary.Size;

    /// <summary>The id of <c>&lt;|endoftext|&gt;</c> (50256 for GPT-2), or null if the vocabulary has none.</summary>
    public int? EndOfText { get; }

    // Made when first asked for: it takes as long as reading a vocabulary, and few ask. Two threads may both make it, to no harm.
    private SearchValues<string> SpecialTexts =>
        _specialTexts ??= SearchValues.Create([.. Vocabulary.SpecialTokens.Keys], StringComparison.Ordinal);

    /// <summary>
    /// Reads the tokenizer of a model's folder: <c>tokenizer.json</c>, or <c>vocab.json</c> with <c>merges.txt</c>, or
    /// <c>encoder.json</c> with <c>vocab.bpe</c>; the first that is there.
    /// </summary>
    /// <exception cref="InputException">Files are missing, malformed, or of another kind of tokenizer.</exception>
    public static BytePairTokenizer FromFolder(string folder)
    {
        IReadOnlyList<string> files = TokenizerFolder.FilesIn(folder);
        return files.Count == 1 ? FromTokenizerJson(files[0]) : FromFiles(files[0], files[1]);
    }

    /// <summary>Reads a vocabulary (JSON, token to id) and its merges (text, one a line, first rank first).</summary>
    /// <exception cref="InputException">A file is missing or malformed, or the two do not fit together.</exception>
    public static BytePairTokenizer FromFiles(string vocabularyFile, string mergesFile) =>
        new(VocabularyFiles.Read(vocabularyFile, mergesFile), [Path.GetFullPath(vocabularyFile), Path.GetFullPath(mergesFile)]);

    /// <summary>Reads Hugging Face's <c>tokenizer.json</c>.</summary>
    /// <exception cref="InputException">The file is missing, malformed, or describes another kind of tokenizer.</exception>
    public static BytePairTokenizer FromTokenizerJson(string file) => new(TokenizerJson.Read(file), [Path.GetFullPath(file)]);

    /// <summary>Encodes a text.</summary>
    /// <param name="text">Any text; a lone surrogate counts as U+FFFD.</param>
    /// <param name="specialTokens">
    /// Whether the text of a special token becomes that token. Off, <c>&lt;|endoftext|&gt;</c> in a text is ordinary characters, so that
    /// data cannot smuggle in an end.
    /// </param>
    /// <returns>Token ids, [position].</returns>
    public int[] Encode(string text, bool specialTokens = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<int> ids = new((text.Length / 4) + 4);
        ReadOnlySpan<char> rest = text;
        int special;
        while (specialTokens && (special = rest.IndexOfAny(SpecialTexts)) >= 0)
        {
            EncodeOrdinary(rest[..special], ids);
            string token = LongestSpecialAt(rest[special..]);
            ids.Add(Vocabulary.SpecialTokens[token]);
            rest = rest[(special + token.Length)..];
        }

        EncodeOrdinary(rest, ids);
        return [.. ids];
    }

    /// <summary>Encodes a text and tells which characters each token comes from.</summary>
    /// <param name="text">As for <see cref="Encode"/>.</param>
    /// <param name="specialTokens">As for <see cref="Encode"/>.</param>
    public EncodedText EncodeWithRanges(string text, bool specialTokens = false)
    {
        int[] ids = Encode(text, specialTokens);
        return new EncodedText(text, ids, TokenRanges.Find(text, ids, Vocabulary));
    }

    /// <summary>The text of some tokens. Bytes that are no UTF-8, such as half of a character, become U+FFFD.</summary>
    /// <exception cref="InputException">An id has no token.</exception>
    public string Decode(params ReadOnlySpan<int> ids)
    {
        ArrayBufferWriter<byte> bytes = new((ids.Length * 5) + 1);
        foreach (int id in ids)
        {
            bytes.Write(Vocabulary.BytesOf(id));
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>A token's bytes: UTF-8, but not always whole characters.</summary>
    /// <exception cref="InputException">The id has no token.</exception>
    public ReadOnlySpan<byte> TokenBytes(int id) => Vocabulary.BytesOf(id);

    /// <summary>
    /// A token as a person reads it, on one line: spaces stay, line ends and tabs are <c>\n \r \t</c>, a backslash is <c>\\</c>, bytes of
    /// a broken-up character are <c>\xNN</c>, other unseen characters <c>\u{NNNN}</c>. An id without a token (a model may have more rows
    /// than its tokenizer has tokens) is shown as <c>&lt;id 50300&gt;</c>.
    /// </summary>
    public string TokenText(int id) => Vocabulary.Contains(id) ? ReadablePiece.Of(Vocabulary.BytesOf(id)) : $"<id {id}>";

    private void EncodeOrdinary(ReadOnlySpan<char> text, List<int> ids)
    {
        while (!text.IsEmpty)
        {
            int length = PreTokenizer.FirstPiece(text);
            EncodePiece(text[..length], ids);
            text = text[length..];
        }
    }

    private void EncodePiece(ReadOnlySpan<char> piece, List<int> ids)
    {
        if (piece.Length > PieceCache.LongestPiece)
        {
            Merge(piece, ids);
            return;
        }

        int[]? tokens = _cache.Find(piece);
        if (tokens is null)
        {
            int before = ids.Count;
            Merge(piece, ids);
            _cache.Keep(piece, [.. CollectionsMarshal.AsSpan(ids)[before..]]);
            return;
        }

        ids.AddRange(tokens);
    }

    private void Merge(ReadOnlySpan<char> piece, List<int> ids)
    {
        const int OnStack = 256;
        int most = Encoding.UTF8.GetMaxByteCount(piece.Length);
        Span<byte> bytes = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        bytes = bytes[..Encoding.UTF8.GetBytes(piece, bytes)];

        Span<int> tokens = bytes.Length <= OnStack ? stackalloc int[OnStack] : new int[bytes.Length];
        tokens = tokens[..bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            tokens[i] = Vocabulary.IdOfByte[bytes[i]];
        }

        ids.AddRange(tokens[.._merger.Apply(tokens)]);
    }

    private string LongestSpecialAt(ReadOnlySpan<char> text)
    {
        string longest = "";
        foreach (string token in Vocabulary.SpecialTokens.Keys)
        {
            longest = token.Length > longest.Length && text.StartsWith(token, StringComparison.Ordinal) ? token : longest;
        }

        return longest;
    }
}
