using System.Text.RegularExpressions;
using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets.Prompts;

/// <summary>
/// A token a word, with the space before it as GPT-2's tokens have; punctuation and runs of white space are tokens of their own, words of
/// more than eight letters are two, and a character beyond the basic plane is two tokens that share its place.
/// </summary>
internal sealed partial class WordTokenizer : IPromptTokenizer
{
    private readonly Dictionary<string, int> _ids = [];

    public IReadOnlyList<TokenPiece> Encode(string text)
    {
        List<TokenPiece> pieces = new();
        foreach (Match match in Words().Matches(text))
        {
            if (char.IsSurrogate(match.Value[0]))
            {
                pieces.Add(new TokenPiece(Id(match.Value + "1"), match.Index, match.Index + 2));
                pieces.Add(new TokenPiece(Id(match.Value + "2"), match.Index, match.Index + 2));
                continue;
            }

            for (int start = 0; start < match.Length; start += 9)
            {
                string piece = match.Value.Substring(start, Math.Min(9, match.Length - start));
                pieces.Add(new TokenPiece(Id(piece), match.Index + start, match.Index + start + piece.Length));
            }
        }

        return pieces;
    }

    public string Show(IEnumerable<int> ids) =>
        string.Concat(ids.Select(id => id < 100 ? $"<{id}>" : _ids.First(pair => pair.Value == id).Key));

    private int Id(string token)
    {
        if (!_ids.TryGetValue(token, out int id))
        {
            id = 100 + _ids.Count;
            _ids.Add(token, id);
        }

        return id;
    }

    [GeneratedRegex(@" ?[A-Za-z0-9]+| ?[^\sA-Za-z0-9\uD800-\uDFFF]+|[\uD800-\uDBFF][\uDC00-\uDFFF]|\s+(?!\S)|\s")]
    private static partial Regex Words();
}
