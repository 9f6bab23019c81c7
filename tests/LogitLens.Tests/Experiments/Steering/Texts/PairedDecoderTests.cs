using LogitLens.Experiments.Steering;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Steering.Texts;

/// <summary>Generation under interventions with a cache, against whole passes over the growing text.</summary>
public sealed class PairedDecoderTests
{
    private const int NewTokens = 8;

    private static readonly Site s_site = new(SiteKind.ResidPost, 1);

    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_interventions_it_writes_what_the_reference_does(string name)
    {
        using GoldenModel golden = new(name);
        int[][] expected = [.. golden.Case.Expected.GetProperty("greedy_16_tokens").EnumerateArray().Select(GoldenCase.Ints).Select(ids => ids[^16..])];

        WrittenText[] written = PairedDecoder.Write(
            golden.Transformer, golden.Case.Sequences, golden.Case.Sequences, [], 16, TokenGenerator.Greedy, (_, _) => false);

        Assert.Equal(expected, written.Select(row => row.Tokens));
        Close.Assert([0, 0, 0], [.. written.Select(row => row.Kl)], Tolerance.Forward);
    }

    [Theory]
    [InlineData("add", false)]
    [InlineData("add", true)]
    [InlineData("flip several", false)]
    [InlineData("flip several", true)]
    [InlineData("last layer", true)]
    [InlineData("flip by position", false)]
    [InlineData("flip by position", true)]
    [InlineData("flip of the unsteered text", false)]
    [InlineData("flip of the unsteered text", true)]
    public void It_writes_what_whole_passes_under_the_same_interventions_do(string what, bool onlyGenerated)
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Tensor direction = tensor([.. golden.Reference("steering/unit_direction").Select(value => (float)value)]);
        PositionChoice positions = onlyGenerated ? PositionChoice.FromLast : PositionChoice.All;
        Intervention[] interventions = what switch
        {
            "add" => [new AddDirection(s_site, direction, 6, positions)],
            "flip by position" =>
                [new FlipDirection(s_site, direction, 2, positions) { Midpoints = arange(-12, 18, ScalarType.Float32) }],
            "last layer" => [new AddDirection(new Site(SiteKind.ResidPost, 2), direction, 6, positions)],
            _ => [.. Enumerable.Range(0, 3).Select(layer =>
                (Intervention)new FlipDirection(new Site(SiteKind.ResidPost, layer), direction, 3, positions) { OfCleanRun = true })],
        };

        bool ofUnsteered = what == "flip of the unsteered text";
        WrittenText[] written = PairedDecoder.Write(
            golden.Transformer, golden.Case.Sequences, golden.Case.Sequences, interventions, NewTokens, TokenGenerator.Greedy, (_, _) => false,
            ofUnsteered ? TokenGenerator.Greedy : null);

        for (int row = 0; row < written.Length; row++)
        {
            (int[] tokens, double logProb, double kl) = Whole(golden, golden.Case.Sequences[row], interventions, ofUnsteered);
            Assert.Equal(tokens, written[row].Tokens);
            Close.Assert(logProb, written[row].LogProb, Tolerance.Edited, $"row {row}");
            Close.Assert(kl, written[row].Kl, Tolerance.Edited, $"row {row}");
        }
    }

    [Fact]
    public void More_before_the_prompt_costs_what_the_prompt_alone_thinks_of_the_text()
    {
        using GoldenModel golden = new("odd-shape");
        int[] prompt = golden.Case.Sequences[0], longer = [.. golden.Case.Sequences[1], .. prompt];

        WrittenText written = PairedDecoder.Write(golden.Transformer, [prompt], [longer], [], NewTokens, TokenGenerator.Greedy, (_, _) => false)[0];

        Assert.Equal(TokenGenerator.Generate(golden.Transformer, [longer], NewTokens, TokenGenerator.Greedy)[0], written.Tokens);
        Close.Assert(TokenScores.ContinuationLogProbabilities(golden.Transformer, [(prompt, written.Tokens)])[0], written.LogProb, Tolerance.Edited);
        Assert.True(written.Kl > 0);
    }

    [Fact]
    public void A_row_that_is_finished_is_not_written_on_and_its_costs_stay()
    {
        using GoldenModel golden = new("odd-shape");
        int[][] prompts = golden.Case.Sequences;

        WrittenText[] cut = PairedDecoder.Write(golden.Transformer, prompts, prompts, [], NewTokens, TokenGenerator.Greedy, (row, tokens) => row == 1
            && tokens.Count == 3);
        WrittenText[] alone = PairedDecoder.Write(golden.Transformer, [prompts[1]], [prompts[1]], [], 3, TokenGenerator.Greedy, (_, _) => false);

        Assert.Equal([NewTokens, 3, NewTokens], cut.Select(row => row.Tokens.Length));
        Assert.Equal(alone[0].Tokens, cut[1].Tokens);
        Close.Assert(alone[0].LogProb, cut[1].LogProb, Tolerance.Edited);
    }

    private static (int[] Tokens, double LogProb, double Kl) Whole(GoldenModel golden, int[] prompt, Intervention[] interventions, bool ofUnsteered)
    {
        List<int> ids = [.. prompt], unsteered = [.. prompt];
        double logProb = 0, kl = 0;
        for (int step = 0; step < NewTokens; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            TokenBatch batch = new([[.. ids]]);
            ForwardHooks hooks = new();
            using ActivationCache clean = new();
            Site[] sites = [.. interventions.Select(intervention => intervention.Site)];
            Tensor plain = Last(golden.Transformer.Forward(batch, ofUnsteered ? null : clean.Watch(sites)));
            if (ofUnsteered)
            {
                unsteered.Add((int)TokenGenerator.Greedy(Last(golden.Transformer.Forward(new TokenBatch([[.. unsteered]]), clean.Watch(sites))))[0]);
            }

            foreach (Intervention intervention in interventions)
            {
                // Positions count from the prompt's last one on, however long the text has grown.
                ActivationRows rows = ActivationRows.Of([ids.Count], 0, golden.Transformer.Device) with
                {
                    LastPositions = [prompt.Length - 1],
                    Clean = clean[intervention.Site]
                };
                hooks.Add(intervention.Site, (_, activation) => intervention.Apply(activation, rows));
            }

            Tensor steered = Last(golden.Transformer.Forward(batch, hooks));
            int next = (int)TokenGenerator.Greedy(steered)[0];
            using TokenDistributions p = new(plain), q = new(steered);
            logProb += p.LogProbabilities(tensor([(long)next], [1, 1], ScalarType.Int64)).Doubles()[0];
            kl += q.DivergenceFrom(p).Doubles()[0];
            ids.Add(next);
        }

        return ([.. ids.Skip(prompt.Length)], logProb, kl / NewTokens);
    }

    private static Tensor Last(Tensor logits) => logits.select(1, logits.size(1) - 1);
}
