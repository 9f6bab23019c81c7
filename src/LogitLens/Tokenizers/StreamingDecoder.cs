using System.Text;

namespace LogitLens.Tokenizers;

/// <summary>
/// Decodes tokens as they are generated. Bytes of an unfinished character are held back until it is whole, so each piece of text can be
/// shown at once; all pieces together are what <see cref="BytePairTokenizer.Decode"/> gives. For one stream and one thread.
/// </summary>
public sealed class StreamingDecoder
{
    private readonly BytePairVocabulary _vocabulary;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    /// <summary>Starts a stream.</summary>
    public StreamingDecoder(BytePairTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        _vocabulary = tokenizer.Vocabulary;
    }

    /// <summary>Takes the next token; returns the characters that are now whole, possibly none.</summary>
    /// <exception cref="InputException">The id has no token.</exception>
    public string Push(int id) => Convert(_vocabulary.BytesOf(id), flush: false);

    /// <summary>Ends the stream: U+FFFD if it stopped inside a character, else nothing. A new stream may follow.</summary>
    public string Finish() => Convert([], flush: true);

    private string Convert(ReadOnlySpan<byte> bytes, bool flush)
    {
        Span<char> characters = stackalloc char[256];
        if (bytes.Length > characters.Length - 4)
        {
            characters = new char[bytes.Length + 4];
        }

        return characters[.._decoder.GetChars(bytes, characters, flush)].ToString();
    }
}
