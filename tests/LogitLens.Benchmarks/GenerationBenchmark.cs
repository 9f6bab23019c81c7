using System.Diagnostics;
using LogitLens.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>
/// Greedy generation. One prompt: a token's time against a plain sum over as much memory as the weights take, in turn, since reading them once is
/// the least that a token costs; of each the best time, since a busy machine only adds. The arithmetic set: batches of 8 with a key-value cache against one
/// question at a time without one.
/// </summary>
internal static class GenerationBenchmark
{
    private const int BatchSize = 8;
    private const double MostForOneToken = 1.6;
    private const double LeastForBatches = 8;

    public static void Run(bool quick)
    {
        using Transformer model = Gpt2Small.Create();
        OnePrompt(model, steps: quick ? 20 : 60);
        ArithmeticSet(model, questions: quick ? 8 : 24, newTokens: quick ? 16 : 50);
    }

    private static void OnePrompt(Transformer model, int steps)
    {
        int[] prompt = Gpt2Small.Sequences([32])[0];
        using BatchDecoder decoder = new(model, [prompt], steps);
        long weights = model.Weights.Parameters.Sum(parameter => parameter.Value.numel());
        using Tensor memory = zeros([weights], ScalarType.Float32).fill_(1); // Memory that is written is really there.
        double read = double.MaxValue, write = double.MaxValue;
        int next = (int)TokenGenerator.Greedy(decoder.PromptLogits)[0];
        for (int step = 0; step < steps; step++)
        {
            int token = next, place = step;
            read = Math.Min(read, Seconds(() => memory.sum().Dispose()));
            write = Math.Min(write, Seconds(() => next = Next(decoder, token, place)));
        }

        Console.WriteLine(
            $"one prompt of 32 tokens: {1e3 * write:0.0} ms a token; the weights' {weights * sizeof(float) / 1e9:0.00} GB read once: {1e3 * read:0.0} ms");
        Report("a token to a pass over the weights", write / read, write / read <= MostForOneToken, $"at most {MostForOneToken}");
    }

    private static void ArithmeticSet(Transformer model, int questions, int newTokens)
    {
        int[][] prompts = Prompts.Arithmetic(questions);
        int[][] ours = [], naive = [];
        double fast = Seconds(() =>
            ours = [.. prompts.Chunk(BatchSize).SelectMany(batch => TokenGenerator.Generate(model, batch, newTokens, TokenGenerator.Greedy))]);
        double slow = Seconds(() => naive = [.. prompts.Select(prompt => WithoutCache(model, prompt, newTokens))]);
        int same = ours.Zip(naive).Count(pair => pair.First.SequenceEqual(pair.Second));
        Console.WriteLine(
            $"{questions} arithmetic questions, {newTokens} new tokens: {fast:0.0} s by {BatchSize} with the cache, {slow:0.0} s one at a time without; "
            + $"{same} of {questions} the same");
        Report("one at a time without cache to batches with cache", slow / fast, slow / fast >= LeastForBatches, $"at least {LeastForBatches}");
    }

    private static int[] WithoutCache(Transformer model, int[] prompt, int newTokens)
    {
        using IDisposable gradless = no_grad();
        List<int> tokens = [.. prompt];
        while (tokens.Count < prompt.Length + newTokens)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = model.Forward(new TokenBatch([[.. tokens]]));
            tokens.Add((int)TokenGenerator.Greedy(logits.select(1, tokens.Count - 1))[0]);
        }

        return [.. tokens.Skip(prompt.Length)];
    }

    private static int Next(BatchDecoder decoder, int token, int place)
    {
        using Tensor logits = decoder.Continue([token], place);
        using DisposeScope scope = NewDisposeScope();
        return (int)TokenGenerator.Greedy(logits)[0];
    }

    private static void Report(string what, double ratio, bool holds, string wanted) =>
        Console.WriteLine($"ratio of {what}: {ratio:0.00} ({wanted} is wanted: {(holds ? "yes" : "NO")})");

    private static double Seconds(Action work)
    {
        Stopwatch clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }
}
