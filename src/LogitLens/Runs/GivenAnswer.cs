namespace LogitLens.Runs;

/// <summary>What the model answered to one unit of work.</summary>
/// <param name="Id">The unit's id.</param>
/// <param name="Right">The right answer; null where it cannot be written.</param>
/// <param name="Given">The model's; null where it cannot be written.</param>
/// <param name="Kind">What became of it, in a word or three: <c>correct</c>, <c>off-by-one</c>, <c>positive as negative</c>.</param>
/// <param name="IsCorrect">Whether it is right.</param>
/// <param name="Confidence">The probability of the given answer among those that were to be told apart; null where it has none.</param>
/// <param name="RightProbability">The probability of the right answer: among the labels, or for a written answer, after the prompt.</param>
public sealed record GivenAnswer(string Id, string? Right, string? Given, string Kind, bool IsCorrect, double? Confidence, double RightProbability)
{
    /// <summary>The kind of every right answer.</summary>
    public const string CorrectKind = "correct";

    /// <summary>An answer that was written out.</summary>
    /// <param name="id">The unit's id.</param>
    /// <param name="right">The right answer.</param>
    /// <param name="given">What was written.</param>
    /// <param name="verdict">What became of the question; one value of it is named Correct.</param>
    /// <param name="logProbability">The right answer's log-probability, in nats.</param>
    public static GivenAnswer OfWritten(string id, string? right, string? given, Enum verdict, double logProbability)
    {
        string kind = JsonNamingPolicy.KebabCaseLower.ConvertName(verdict.ToString());
        return new GivenAnswer(id, right, given, kind, kind == CorrectKind, Confidence: null, Math.Exp(logProbability));
    }

    /// <summary>A choice among labels.</summary>
    /// <param name="id">The unit's id.</param>
    /// <param name="words">The labels' words; their numbers where there are none.</param>
    /// <param name="right">The right label.</param>
    /// <param name="scores">Each label's logit or log-probability.</param>
    public static GivenAnswer OfLabels(string id, IReadOnlyList<string> words, int right, IReadOnlyList<double> scores)
    {
        double most = scores.Max(), sum = scores.Sum(score => Math.Exp(score - most));
        int given = Enumerable.Range(0, scores.Count).First(label => scores[label] == most);
        string Word(int label) => label < words.Count ? words[label] : $"{label}";
        return new GivenAnswer(
            id, Word(right), Word(given), given == right ? CorrectKind : $"{Word(right)} as {Word(given)}", given == right,
            Math.Exp(scores[given] - most) / sum, Math.Exp(scores[right] - most) / sum);
    }
}
