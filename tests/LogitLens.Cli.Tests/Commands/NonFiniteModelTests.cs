using LogitLens.Engine;
using LogitLens.Models;
using LogitLens.TestSupport;
using static TorchSharp.torch;

namespace LogitLens.Cli.Tests.Commands;

/// <summary>A model that is damaged, or overflows, ends every command that computes with a line that says where.</summary>
public sealed class NonFiniteModelTests
{
    public static TheoryData<string> Commands =>
    [
        "logit-lens --dataset {data} --label-token-ids 5,11 --output {output}",
        "logit-lens --token-ids 1,2,3 --output {output}",
        "evaluate --dataset {data} --label-token-ids 5,11 --output {output}",
        "head-ablation --dataset {data} --label-token-ids 5,11 --output {output}",
        "attention-mask --dataset {data} --label-token-ids 5,11 --sweep distance --output {output}",
        "capture --dataset {data} --label-token-ids 5,11 --sites *hook_resid_post --output {output}",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Weights_that_are_no_finite_numbers_are_named(string command)
    {
        (ExitCode code, string error) = Run(command, model => model.Weights.Blocks[1].AttentionOutput.Weight.select(0, 2).fill_(float.NaN));

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("tensor transformer.h.1.attn.c_proj.weight holds NaN or infinite values, the first at [2, 0]", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Activations_that_overflow_name_their_layer(string command)
    {
        (ExitCode code, string error) = Run(command, model => model.Weights.Blocks[1].MlpOut.Weight.fill_(3e38));

        Assert.Equal(ExitCode.WrongUse, code);
        Assert.Contains("blocks.1.hook_resid_post: NaN or infinite values", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static (ExitCode Code, string Error) Run(string command, Action<Transformer> damage)
    {
        GoldenCase golden = GoldenCase.Open("odd-shape");
        using Shell shell = new();
        shell.Write("model/config.json", File.ReadAllText(Path.Combine(golden.Folder, "config.json")));
        TorchEngine.Start();
        using (no_grad())
        using (Transformer model = ModelFiles.Open(golden.Folder, "odd-shape").Load(ScalarType.Float32, new Device("cpu")))
        {
            damage(model);
            WeightsFile.Save(shell.File("model/model.safetensors"), model.Weights);
        }

        string data = shell.Write("ids.jsonl", string.Concat(golden.Sequences.Select(ids => $"{{\"ids\": [{string.Join(',', ids)}], \"label\": 0}}\n")));
        string[] arguments = [.. command.Split(' ').Select(part => part.Replace("{data}", data).Replace("{output}", shell.File("run")))];
        return (shell.Run([arguments[0], "--model", shell.File("model"), .. arguments[1..]]), shell.Error);
    }
}
