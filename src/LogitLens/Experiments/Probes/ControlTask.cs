using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Probes;

/// <summary>
/// A task that has nothing to do with meaning (J. Hewitt and P. Liang, "Designing and interpreting probes with control tasks", 2019): each word type has a
/// label drawn once, in the classes' shares. What a probe gets of it, it has memorised word by word.
/// </summary>
/// <param name="Words">[row] the word type: the token that is read, or the last one with a letter or digit where a text is read at its end or as a
/// mean.</param>
/// <param name="Labels">[row] its control label.</param>
internal sealed record ControlTask(int[] Words, int[] Labels)
{
    /// <summary>Draws a label for each word type.</summary>
    /// <param name="words">[row] its word type.</param>
    /// <param name="classes">[row] the real class, whose shares are kept.</param>
    /// <param name="seed">What the draw follows from; a word's label does not depend on what other words there are.</param>
    public static ControlTask Of(int[] words, int[] classes, long seed)
    {
        double[] shares = [.. Enumerable.Range(0, classes.Max() + 1).Select(label => (double)classes.Count(each => each == label) / classes.Length)];
        Dictionary<int, int> labels = words.Distinct().ToDictionary(word => word, word => Draw(shares, new SeededRandom(seed, $"control {word}").NextDouble()));
        return new ControlTask(words, [.. words.Select(word => labels[word])]);
    }

    /// <summary>The word type of each row of a text.</summary>
    /// <param name="tokens">The text, BOS included where there is one.</param>
    /// <param name="first">The place of its first own token.</param>
    /// <param name="position">Where it is read.</param>
    /// <param name="tokenizer">Tells words from punctuation; null without one.</param>
    public static IEnumerable<int> WordsOf(int[] tokens, int first, ReadPosition position, BytePairTokenizer? tokenizer)
    {
        switch (position.Kind)
        {
            case PositionKind.Every:
                return tokens[first..];
            case PositionKind.One:
                return [tokens[position.In(first, tokens.Length)]];
            default:
                int word = tokenizer is null ? -1 : Array.FindLastIndex(tokens, token => tokenizer.TokenText(token).Any(char.IsLetterOrDigit));
                return [tokens[word >= first ? word : ^1]];
        }
    }

    private static int Draw(double[] shares, double at)
    {
        int label = 0;
        while (label < shares.Length - 1 && at >= shares[label])
        {
            at -= shares[label++];
        }

        return label;
    }
}
