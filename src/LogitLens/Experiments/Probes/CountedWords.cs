using System.Text.RegularExpressions;
using LogitLens.Datasets;

namespace LogitLens.Experiments.Probes;

/// <summary>The words of a text as counting takes them: runs of letters and digits in lower case, other characters one by one; of token ids, the ids.</summary>
internal static partial class CountedWords
{
    /// <summary>The words of each of a text's rows: of the whole text, or where every token is a row, the token by itself.</summary>
    /// <param name="data">The data.</param>
    /// <param name="text">The text's place.</param>
    /// <param name="position">Where texts are read.</param>
    public static IEnumerable<string[]> Of(ProbeData data, int text, ReadPosition position) => position.Kind == PositionKind.Every
        ? data.Texts.Tokens[text][data.Texts.First..].Select(token => new[] { $"{token}" })
        : [[.. Of(data.Texts.Dataset.Examples[text])]];

    private static IEnumerable<string> Of(Example example) => example.TokenIds is { } ids
        ? ids.Select(id => $"{id}")
        : Word().Matches(example.Text.ToLowerInvariant()).Select(match => match.Value);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]")]
    private static partial Regex Word();
}
