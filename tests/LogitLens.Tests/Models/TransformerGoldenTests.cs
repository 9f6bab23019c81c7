using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

public sealed class TransformerGoldenTests
{
    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_site_matches_the_reference(string name)
    {
        using GoldenModel golden = new(name);
        for (int i = 0; i < golden.Case.Sequences.Length; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            using ActivationCache seen = new();
            ForwardHooks hooks = seen.Watch(Site.All(golden.Transformer.Config));

            Tensor logits = golden.Transformer.Forward(new TokenBatch([golden.Case.Sequences[i]]), hooks);

            foreach (Site site in seen.Sites.Where(site => site.Kind is not (SiteKind.AttentionScores or SiteKind.FinalNormalized)))
            {
                Tensor activation = seen[site];
                string key = $"{i}/{site.Name}";
                Assert.Equal(golden.ReferenceShape(key), activation.shape[1..]);
                Close.Assert(golden.Reference(key), activation.data<float>().ToArray(), Tolerance.Forward, key);
            }

            double[] reference = golden.Reference($"{i}/logits");
            float[] ours = logits.data<float>().ToArray();
            Close.Assert(reference, ours[^reference.Length..], Tolerance.Forward, $"{i}/logits");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Attention_scores_are_what_the_pattern_is_the_softmax_of(string name)
    {
        using GoldenModel golden = new(name);
        using DisposeScope scope = NewDisposeScope();
        using ActivationCache seen = new();
        Site scores = new(SiteKind.AttentionScores, 1), pattern = new(SiteKind.Pattern, 1);

        golden.Transformer.Forward(new TokenBatch([golden.Case.Sequences[0]]), seen.Watch([scores, pattern]));

        Close.Assert(Float64.Values(seen[scores].to(ScalarType.Float64).softmax(-1)), seen[pattern].data<float>().ToArray(), Tolerance.VocabularySum);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Greedy_continuations_match_alone_and_in_one_batch(string name)
    {
        using GoldenModel golden = new(name);
        int[][] expected = [.. golden.Case.Expected.GetProperty("greedy_16_tokens").EnumerateArray().Select(GoldenCase.Ints)];
        int[][] prompts = golden.Case.Sequences;

        IReadOnlyList<int[]> batched = TokenGenerator.Generate(golden.Transformer, prompts, 16, TokenGenerator.Greedy);

        for (int i = 0; i < prompts.Length; i++)
        {
            IReadOnlyList<int[]> alone = TokenGenerator.Generate(golden.Transformer, [prompts[i]], 16, TokenGenerator.Greedy);
            Assert.Equal<int>(expected[i], (int[])[.. prompts[i], .. alone[0]]);
            Assert.Equal<int>(expected[i], (int[])[.. prompts[i], .. batched[i]]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Continuation_log_probabilities_match(string name)
    {
        using GoldenModel golden = new(name);
        JsonElement[] cases = [.. golden.Case.Expected.GetProperty("continuation_log_prob").EnumerateArray()];

        double[] ours = TokenScores.ContinuationLogProbabilities(
            golden.Transformer,
            [.. cases.Select(c => (GoldenCase.Ints(c.GetProperty("prompt")), GoldenCase.Ints(c.GetProperty("continuation"))))]);

        Close.Assert([.. cases.Select(c => c.GetProperty("log_prob").GetDouble())], ours, Tolerance.Forward);
    }
}
