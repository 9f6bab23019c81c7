namespace LogitLens.Tokenizers;

/// <summary>One learnt merge: two neighbouring tokens and the token that replaces them.</summary>
internal readonly record struct Merge(int Left, int Right, int Result);

/// <summary>A byte-level BPE vocabulary: the bytes of each token, the merges in order of rank, and the special tokens.</summary>
public sealed class BytePairVocabulary
{
    private readonly TokenTable _tokens;
    private readonly int[] _idOfByte = new int[256];

    /// <summary>Checks that each byte has a token, so that every text can be encoded.</summary>
    /// <param name="tokens">Token bytes by id.</param>
    /// <param name="merges">Merges, first rank first.</param>
    /// <param name="specialTokens">Literal text to id.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="InputException">A byte has no token.</exception>
    internal BytePairVocabulary(
        TokenTable tokens, IReadOnlyList<Merge> merges, IReadOnlyDictionary<string, int> specialTokens, string source)
    {
        _tokens = tokens;
        Merges = merges;
        SpecialTokens = specialTokens;
        for (int value = 0; value < 256; value++)
        {
            _idOfByte[value] = tokens.Find([(byte)value]);
            if (_idOfByte[value] < 0)
            {
                throw new InputException(
                    $"{source}: no token for the byte 0x{value:X2} (\"{ByteAlphabet.Spell((byte)value)}\"); "
                    + "a byte-level vocabulary has all 256 bytes");
            }
        }
    }

    /// <summary>One more than the highest id.</summary>
    public int Size => _tokens.Size;

    /// <summary>Tokens that stand for themselves and are never made by merging, such as <c>&lt;|endoftext|&gt;</c>: text to id.</summary>
    public IReadOnlyDictionary<string, int> SpecialTokens { get; }

    /// <summary>The merges, first rank first.</summary>
    internal IReadOnlyList<Merge> Merges { get; }

    /// <summary>The token of each single byte.</summary>
    internal ReadOnlySpan<int> IdOfByte => _idOfByte;

    /// <summary>Whether an id has a token.</summary>
    public bool Contains(int id) => _tokens.Contains(id);

    /// <summary>A token's bytes: UTF-8, but not always whole characters.</summary>
    /// <exception cref="InputException">The id has no token.</exception>
    public ReadOnlySpan<byte> BytesOf(int id) => Contains(id)
        ? _tokens.BytesOf(id)
        : throw new InputException($"token id {id} is not in the vocabulary, whose ids go from 0 to {Size - 1}");

    /// <summary>
    /// Writes <c>vocab.json</c> and <c>merges.txt</c> into a folder, which is made if need be, in the layout of Hugging Face's GPT-2:
    /// any GPT-2 tokenizer reads them back as the same vocabulary. The same vocabulary gives the same bytes.
    /// </summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        VocabularyFiles.Write(this, Path.Combine(folder, "vocab.json"), Path.Combine(folder, "merges.txt"));
    }

    /// <summary>How vocabulary files write a token: special tokens as they are, others in GPT-2's byte alphabet.</summary>
    internal string SpellingOf(int id)
    {
        string text = Encoding.UTF8.GetString(BytesOf(id));
        return SpecialTokens.TryGetValue(text, out int special) && special == id ? text : ByteAlphabet.Spell(BytesOf(id));
    }
}
