using LogitLens.Datasets;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>
/// A model's answer to the classification prompt around a text: the logit of the class that directions point to less the greatest other's. A model with a
/// classification head has its own prompt and its own classes.
/// </summary>
/// <param name="name">What results call it.</param>
/// <param name="labels">The classes.</param>
/// <param name="towards">The class that directions point to.</param>
/// <param name="run">How batches are cut.</param>
/// <param name="owns">Whether the model is freed with the judge.</param>
internal sealed class PromptJudge(string name, ModelSource source, Transformer model, LabelSet labels, int towards, RunOptions run, bool owns) : IJudge
{
    private readonly int[] _labelTokens = LabelTokens(source.Files, labels);

    private readonly PromptEncoder _encoder = new(PromptTokenizer.Of(source.Files.RequireTokenizer()), source.BosId, source.Files.Config.ContextLength);
    private readonly PromptRenderer _renderer = new(
        (source.Files.Config.Head is { } own ? PromptTemplate.Parse("the model's own", own.Template) : PromptTemplate.SuffixInstruction).Bind(labels), []);

    public string Name => name;

    /// <summary>[class] the token, or the place in the model's head, that stands for it.</summary>
    /// <exception cref="InputException">The model's head has other classes, or two classes' words begin with one token.</exception>
    public static int[] LabelTokens(ModelFiles files, LabelSet labels) => files.Config.Head is { } head
        ? head.Order(labels.Names)
        : [.. LabelWords.Encode(labels, PromptTokenizer.Of(files.RequireTokenizer()), LabelScoring.FirstToken).Select(word => word.FirstToken)];

    public double[] Score(IReadOnlyList<string> texts)
    {
        double[] scores = new double[texts.Count];
        (int Place, int[] Ids)[] prompts =
        [
            .. texts.Select((text, place) => (place, text)).Where(pair => pair.text.Trim().Length > 0).Select(pair => (
                pair.place, _encoder.Encode(_renderer,
                    new Example($"{pair.place}", pair.text.Trim(), new RowSource(name, pair.place + 1, pair.place + 1))).Ids.ToArray())),
        ];
        using LabelReadout readout = new(model, _labelTokens, wholeRow: false);
        foreach (IReadOnlyList<(int Place, int[] Ids)> batch in new LengthBatches(model.Config, run, model.Device).Cut(prompts, prompt => prompt.Ids.Length,
            shared: 0))
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable gradless = no_grad();
            TokenBatch tokens = new([.. batch.Select(prompt => prompt.Ids)]);
            Tensor last = tensor(tokens.LastPositions, [tokens.Count, 1], ScalarType.Int64, model.Device);
            Tensor end = model.FinalNorm(model.RunBlocks(model.Embed(tokens), new PartialRun { Positions = last })).squeeze(1);
            float[][] logits = readout.Read(end, new int[batch.Count], isReference: false).LabelLogits;
            for (int row = 0; row < batch.Count; row++)
            {
                scores[batch[row].Place] = LabelScores.Difference(logits[row], towards);
            }
        }

        return scores;
    }

    /// <summary>Frees the model where it is the judge's own.</summary>
    public void Dispose()
    {
        if (owns)
        {
            model.Dispose();
        }
    }
}
