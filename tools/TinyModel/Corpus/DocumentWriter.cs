using LogitLens.Tokenizers;

namespace TinyModel.Corpus;

/// <summary>Puts a document together and keeps note of where its answers stand.</summary>
internal sealed class DocumentWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<TextRange> _answers = [];

    /// <summary>Adds text that is no answer.</summary>
    public DocumentWriter Add(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Adds what the text before tells.</summary>
    public DocumentWriter AddAnswer(string text)
    {
        _answers.Add(new TextRange(_text.Length, _text.Length + text.Length));
        return Add(text);
    }

    /// <summary>The document.</summary>
    public CorpusDocument Finish(DocumentKind kind) => new(kind, _text.ToString(), _answers);
}
