using System.Text.RegularExpressions;
using LogitLens.Datasets;

namespace LogitLens.Experiments.Steering;

/// <summary>
/// Counts the words of a list: those of the class that directions point to less those of the others. A word soon after a denial (not, never, no,
/// n't) counts for the other side.
/// </summary>
internal sealed partial class WordListJudge : IJudge
{
    private const int ReachOfDenial = 3;

    private static readonly HashSet<string> s_denials = ["not", "never", "no", "n't", "nothing", "hardly", "without"];

    private readonly Dictionary<string, int> _signs;

    /// <summary>Makes a judge of words and their signs: 1 for the class that directions point to, -1 for others.</summary>
    public WordListJudge(string name, IReadOnlyDictionary<string, int> signs) =>
        (Name, _signs) = (name, new Dictionary<string, int>(signs, StringComparer.OrdinalIgnoreCase));

    public string Name { get; }

    /// <summary>Reads a list: word, tab, class, a line; the bundled one for no file.</summary>
    /// <exception cref="InputException">A line is not that, or a class has no words.</exception>
    public static WordListJudge Read(string? file, IReadOnlyList<string> words, int towards)
    {
        string path = file ?? Path.Combine(DatasetFolders.Bundled(AppContext.BaseDirectory), "sentiment-words.tsv");
        Dictionary<string, int> signs = new(StringComparer.OrdinalIgnoreCase);
        int number = 0;
        foreach (string line in Datasets.PlainTextReader.Read(path).Text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            string[] cells = line.Split('\t');
            int label = cells.Length == 2 ? words.ToList().IndexOf(cells[1]) : -1;
            signs[cells[0]] = cells.Length != 2 ? throw new InputException($"{path}, line {number}: '{line}' is not a word, a tab and its class")
                : label >= 0 ? label == towards ? 1 : -1
                : throw new InputException(
                    $"{path}, line {number}: class '{cells[1]}' is none of {string.Join(", ", words)}; "
                    + (file is null ? "the bundled list is of sentiment: leave words out of --judge, or give a list, words:FILE"
                        : "write the classes as the data has them"));
        }

        return signs.ContainsValue(1) && signs.ContainsValue(-1)
            ? new WordListJudge(file is null ? "words" : $"words:{file}", signs)
            : throw new InputException($"{path}: the list needs words of {words[towards]} and of another class");
    }

    public double[] Score(IReadOnlyList<string> texts) => [.. texts.Select(Score)];

    public void Dispose()
    {
    }

    private double Score(string text)
    {
        int score = 0, denied = 0;
        foreach (Match match in Word().Matches(text.ToLowerInvariant()))
        {
            denied--;
            if (s_denials.Contains(match.Value))
            {
                denied = ReachOfDenial + 1;
            }
            else if (_signs.TryGetValue(match.Value, out int sign))
            {
                score += denied > 0 ? -sign : sign;
            }
        }

        return score;
    }

    // "n't" stands apart in some data and at the end of its verb in others.
    [GeneratedRegex("n't|[a-z]+(?:-[a-z]+)*(?=n't)|[a-z]+(?:-[a-z]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
