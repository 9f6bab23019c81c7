using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.HeadAblation.Questions;

[Collection(LiveTensors.Collection)]
public sealed class AnswerSweepTests
{
    private const int NewTokens = 6;

    private static readonly int[][] s_answers = [[5], [7, 9, 2], [1, 3]];
    private static readonly Variant s_clean = new([]);

    public static TheoryData<int> CommonStarts => [0, 9];

    [Theory]
    [MemberData(nameof(CommonStarts))]
    public void An_edit_that_changes_nothing_gives_the_clean_continuations(int common)
    {
        using Transformer model = SmallModel.Create();
        int[][] prompts = Prompts(common);
        Variant nothing = new([.. Enumerable.Range(0, model.Config.Layers).Select(layer => new Unchanged(new Site(SiteKind.Z, layer)))]);

        (ScoredAnswer[] clean, ScoredAnswer[][] edited) = Sweep(model, prompts).Measure([0, 1, 2], [nothing], default);

        AssertSame(model, prompts, s_clean, clean);
        AssertSame(model, prompts, s_clean, edited[0]);
    }

    [Theory]
    [MemberData(nameof(CommonStarts))]
    public void A_zeroed_head_layer_or_mlp_is_gone_at_every_new_token_too(int common)
    {
        using Transformer model = SmallModel.Create();
        int[][] prompts = Prompts(common);
        Variant[] variants =
        [
            .. HeadId.All(model.Config).Select(head => new Variant(new ReplaceHead(head, Replacement.Zero, PositionChoice.All))),
            .. Enumerable.Range(0, model.Config.Layers).SelectMany(layer => new[] { SiteKind.AttentionOut, SiteKind.MlpOut }.Select(kind =>
                new Variant(new ReplaceActivation(new Site(kind, layer), Replacement.Zero, PositionChoice.All)))),
            new Variant([.. HeadId.All(model.Config).Take(5).Select(head => new ReplaceHead(head, Replacement.Zero, PositionChoice.All))]),
        ];

        (ScoredAnswer[] clean, ScoredAnswer[][] edited) = Sweep(model, prompts).Measure([2, 0, 1], variants, default);

        Assert.Contains(edited, answers => !answers.Zip(clean, (a, b) => a.Answer.NewTokens.SequenceEqual(b.Answer.NewTokens)).All(same => same));
        for (int v = 0; v < variants.Length; v++)
        {
            AssertSame(model, [prompts[2], prompts[0], prompts[1]], variants[v], edited[v], [s_answers[2], s_answers[0], s_answers[1]]);
        }
    }

    [Theory]
    [MemberData(nameof(CommonStarts))]
    public void A_head_at_its_mean_over_the_prompts_stays_there_at_every_new_token(int common)
    {
        using Transformer model = SmallModel.Create();
        int[][] prompts = Prompts(common);
        SweptExample[] examples = [.. prompts.Select((ids, i) => new SweptExample($"{i}", 0, ids, null, null))];
        SweptData data = new(examples, SweptData.SharedLength(examples), [], [], new DatasetInput("test", "test", "", 3), []);
        Site[] sites = [.. Enumerable.Range(0, model.Config.Layers).Select(layer => new Site(SiteKind.Z, layer))];
        using MeanActivations means = ReferenceMeans.Of(model, data, [[0, 1, 2]], sites, MeanScope.Dataset, SilentProgress.Instance);
        Variant[] variants = [.. HeadId.All(model.Config).Select(head => new Variant(new ReplaceHead(head, Replacement.Mean(means), PositionChoice.All)))];

        (_, ScoredAnswer[][] edited) = Sweep(model, prompts).Measure([0, 1, 2], variants, default);

        for (int v = 0; v < variants.Length; v++)
        {
            AssertSame(model, prompts, variants[v], edited[v]);
        }
    }

    [Fact]
    public void How_many_edits_are_stacked_changes_no_answer()
    {
        using Transformer model = SmallModel.Create();
        int[][] prompts = Prompts(9);
        Variant[] variants = [.. HeadId.All(model.Config).Select(head => new Variant(new ReplaceHead(head, Replacement.Zero, PositionChoice.All)))];

        (_, ScoredAnswer[][] one) = Sweep(model, prompts, mostRows: 1).Measure([0, 1, 2], variants, default);
        (_, ScoredAnswer[][] many) = Sweep(model, prompts, mostRows: 15).Measure([0, 1, 2], variants, default);

        for (int v = 0; v < variants.Length; v++)
        {
            AssertSame(model, prompts, variants[v], one[v]);
            AssertSame(model, prompts, variants[v], many[v]);
        }
    }

    [Fact]
    public void An_answer_of_token_ids_is_right_when_it_comes_first()
    {
        using Transformer model = SmallModel.Create();
        int[][] prompts = Prompts(0);
        int[][] right = [.. Enumerable.Range(0, 3).Select(i => Naive(model, prompts[i], s_clean, NewTokens)[..2])];
        right[1] = [(right[1][0] + 1) % model.Config.VocabularySize];

        (ScoredAnswer[] clean, _) = Sweep(model, prompts, answers: right).Measure([0, 1, 2], [], default);

        Assert.Equal([true, false, true], clean.Select(each => each.Answer.Correct));
    }

    [Fact]
    public void A_sweep_leaves_no_tensor_behind()
    {
        using Transformer model = SmallModel.Create();
        Variant[] variants = [.. HeadId.All(model.Config).Select(head => new Variant(new ReplaceHead(head, Replacement.Zero, PositionChoice.All)))];

        Assert.Equal(0, LiveTensors.LeftBy(() => Sweep(model, Prompts(9), mostRows: 9).Measure([0, 1, 2], variants, default)));
    }

    private static int[][] Prompts(int common)
    {
        int[] start = SmallModel.Sequences(7, Math.Max(common, 1))[0][..common];
        return [.. SmallModel.Sequences(3, 4, 11, 7).Select(rest => (int[])[.. start, .. rest])];
    }

    private static AnswerSweep Sweep(Transformer model, int[][] prompts, int mostRows = 1000, int[][]? answers = null)
    {
        Question[] questions = [.. (answers ?? s_answers).Select((answer, i) => new Question($"{i}", "", null, answer))];
        ConditionPrompts conditions = ConditionPrompts.Of(new Condition(0, null), [.. prompts.Select(ids => new TokenisedPrompt(ids, null, 0))]);
        QuestionTask task = new(new DataOrigin("test", "test", [], prompts.Length, []), questions, [conditions], NewTokens);
        return new AnswerSweep(model, task, conditions, new ContinuationReader(null, []), NewTokens, _ => mostRows);
    }

    private static void AssertSame(Transformer model, int[][] prompts, Variant variant, ScoredAnswer[] answers, int[][]? right = null)
    {
        using Transformer exact = Float64.Of(model);
        for (int i = 0; i < prompts.Length; i++)
        {
            Assert.Equal(Naive(exact, prompts[i], variant, NewTokens), answers[i].Answer.NewTokens);
            Close.Assert(NaiveLogProb(exact, prompts[i], variant, (right ?? s_answers)[i]), answers[i].LogProb, Tolerance.Edited);
        }
    }

    // One full forward pass a token, without keys and values of earlier ones.
    private static int[] Naive(Transformer model, int[] prompt, Variant variant, int count)
    {
        List<int> ids = [.. prompt];
        for (int step = 0; step < count; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            ids.Add((int)Logits(model, [.. ids], variant).select(0, ids.Count - 1).argmax(-1).item<long>());
        }

        return [.. ids.Skip(prompt.Length)];
    }

    private static double NaiveLogProb(Transformer model, int[] prompt, Variant variant, int[] answer)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = Logits(model, [.. prompt, .. answer], variant);
        return answer.Select((id, place) =>
        {
            Tensor row = logits.select(0, prompt.Length - 1 + place);
            return row.sub(row.logsumexp(0)).select(0, id).item<double>();
        }).Sum();
    }

    private static Tensor Logits(Transformer model, int[] ids, Variant variant)
    {
        using IDisposable gradless = no_grad();
        ForwardHooks hooks = Intervention.Hooks(variant.Interventions, ActivationRows.Of([ids.Length], 0, model.Device));
        return model.Forward(new TokenBatch([ids]), hooks).select(0, 0);
    }

    private sealed record Unchanged(Site Site) : Intervention(Site)
    {
        public override Tensor Apply(Tensor activation, ActivationRows rows) => activation;
    }
}
