namespace LogitLens.Datasets.Prompts;

/// <summary>What prompts need of a tokenizer.</summary>
public interface IPromptTokenizer
{
    /// <summary>The tokens of a text, in order, without any that the tokenizer would add around it.</summary>
    public IReadOnlyList<TokenPiece> Encode(string text);
}

/// <summary>One token and the characters that it stands for.</summary>
/// <param name="Id">The token's id.</param>
/// <param name="CharStart">The first character's index in the text, in UTF-16 units.</param>
/// <param name="CharEnd">One past the last character's. Tokens that share a character's bytes share its place.</param>
public readonly record struct TokenPiece(int Id, int CharStart, int CharEnd);
