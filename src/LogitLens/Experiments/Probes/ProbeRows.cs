using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Probes;

/// <summary>The rows that texts give: one each, or one a token.</summary>
/// <param name="Starts">[text + 1] where each text's rows begin, and where the last one's end.</param>
/// <param name="Texts">[row] its text, by place among those chosen.</param>
/// <param name="Classes">[row] its class.</param>
/// <param name="Control">[row] its word type and control label.</param>
internal sealed record ProbeRows(int[] Starts, int[] Texts, int[] Classes, ControlTask Control)
{
    /// <summary>The rows of chosen texts.</summary>
    /// <param name="data">The data.</param>
    /// <param name="texts">Places of texts.</param>
    /// <param name="options">Where texts are read.</param>
    /// <param name="tokenizer">Tells words from punctuation; null without one.</param>
    public static ProbeRows Of(ProbeData data, IReadOnlyList<int> texts, ProbeTrainOptions options, BytePairTokenizer? tokenizer)
    {
        int[][] all = [.. data.Texts.Tokens.Select(tokens => ControlTask.WordsOf(tokens, data.Texts.First, options.Position, tokenizer).ToArray())];
        int[] classes = [.. all.SelectMany((words, text) => ClassesOf(data.Texts, text, words.Length))];
        ControlTask control = ControlTask.Of([.. all.SelectMany(words => words)], classes, options.Run.Seed);
        Dictionary<int, int> labels = [];
        for (int row = 0; row < control.Words.Length; row++)
        {
            labels[control.Words[row]] = control.Labels[row];
        }

        int[][] chosen = [.. texts.Select(text => all[text])];
        int[] starts = new int[chosen.Length + 1];
        for (int text = 0; text < chosen.Length; text++)
        {
            starts[text + 1] = starts[text] + chosen[text].Length;
        }

        int[] own = [.. chosen.SelectMany(words => words)];
        return new ProbeRows(
            starts,
            [.. chosen.SelectMany((words, place) => Enumerable.Repeat(place, words.Length))],
            [.. chosen.SelectMany((words, place) => ClassesOf(data.Texts, texts[place], words.Length))],
            new ControlTask(own, [.. own.Select(word => labels[word])]));
    }

    private static IEnumerable<int> ClassesOf(LabelledTexts texts, int text, int rows) =>
        texts.TokenLabels?[text] ?? Enumerable.Repeat(texts.Classes[text], rows);
}
