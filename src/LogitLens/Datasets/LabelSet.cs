namespace LogitLens.Datasets;

/// <summary>The classes of a classification task. A label is its index here.</summary>
public sealed class LabelSet
{
    /// <summary>Creates a label set.</summary>
    /// <param name="names">The classes' names, in label order.</param>
    /// <param name="taskWord">What the classes are kinds of, as the prompt says it: "sentiment".</param>
    /// <exception cref="InputException">There are fewer than two names, or two alike, or an empty one.</exception>
    public LabelSet(IReadOnlyList<string> names, string taskWord = "class")
    {
        RequireDistinct(names);
        Names = names;
        TaskWord = taskWord;
    }

    /// <summary>SST-2's and IMDB's: negative, positive.</summary>
    public static LabelSet Sentiment { get; } = new(["negative", "positive"], "sentiment");

    /// <summary>The Kaggle tweets': negative, neutral, positive.</summary>
    public static LabelSet TweetSentiment { get; } = new(["negative", "neutral", "positive"], "sentiment");

    /// <summary>CARER's six, in the order of the public data set's label ids.</summary>
    public static LabelSet Emotion { get; } = new(["sadness", "joy", "love", "anger", "fear", "surprise"], "emotion");

    /// <summary>Of a subject: singular, plural.</summary>
    public static LabelSet Number { get; } = new(["singular", "plural"], "number");

    /// <summary>Of a verb: past, present.</summary>
    public static LabelSet Tense { get; } = new(["past", "present"], "tense");

    /// <summary>Of a sentence: short, middle, long.</summary>
    public static LabelSet Length { get; } = new(["short", "middle", "long"], "length");

    /// <summary>The names: as files spell them, prompts show them, and, behind a space, models are scored on them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What the classes are kinds of: "sentiment", "emotion".</summary>
    public string TaskWord { get; }

    /// <summary>The number of classes.</summary>
    public int Count => Names.Count;

    /// <summary>Reads a label cell: a name, in any case, or a label's number from 0.</summary>
    public bool TryParse(string cell, out int label)
    {
        for (label = 0; label < Count; label++)
        {
            if (string.Equals(Names[label], cell, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out label) && label < Count;
    }

    /// <summary>"negative or positive"; "sadness, joy or fear".</summary>
    public string Listing() => string.Join(", ", Names.SkipLast(1)) + " or " + Names[^1];

    private static void RequireDistinct(IReadOnlyList<string> names)
    {
        if (names.Count < 2)
        {
            throw new InputException($"a classification needs two label names or more, and there {(names.Count == 1 ? "is 1" : "are none")}");
        }

        if (names.Any(string.IsNullOrWhiteSpace))
        {
            throw new InputException($"the label names have an empty one: {string.Join(", ", names)}");
        }

        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
        {
            throw new InputException($"the label names have '{twice}' twice: {string.Join(", ", names)}");
        }
    }
}
