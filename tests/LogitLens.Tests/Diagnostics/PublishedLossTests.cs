using LogitLens.Diagnostics;
using LogitLens.Experiments;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Diagnostics;

public sealed class PublishedLossTests
{
    [Fact]
    public void The_loss_is_the_mean_over_a_texts_tokens_of_minus_log_p_after_the_end_of_text()
    {
        LogitLens.Engine.TorchEngine.Start();
        ModelFiles files = ModelFiles.Open(ModelLocator.Find(ModelLocator.Bundled, SilentProgress.Instance), "tiny");
        using Transformer model = files.Load(ScalarType.Float32, new Device("cpu")), exact = Float64.Of(model);
        int[] tokens = [files.Tokenizer!.EndOfText!.Value, .. files.Tokenizer.Encode("Hello world!")];
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        double[][] logits = [.. Enumerable.Range(0, tokens.Length).Select(place => Float64.Values(exact.Forward(new TokenBatch([tokens])).select(1, place)))];
        double expected = Enumerable.Range(1, tokens.Length - 1)
            .Average(place => Math.Log(logits[place - 1].Sum(logit => Math.Exp(logit - logits[place - 1][tokens[place]]))));

        Close.Assert(expected, PublishedLoss.LossOf("Hello world!", files, model), Tolerance.Forward);
    }
}
