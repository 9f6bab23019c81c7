using System.ComponentModel;
using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>What a plain PyTorch loop answers.</summary>
/// <param name="Seconds">The time of its work; of training the median step's, the first left out.</param>
/// <param name="Computed">What was computed, for comparison.</param>
/// <param name="PeakBytes">The most memory that the process held.</param>
internal sealed record PlainAnswer(double Seconds, JsonElement Computed, long PeakBytes);

/// <summary>Runs <c>plain.py</c>, in a process of its own: PYTHON's, or Debian's, whose python3-torch has the libtorch that we compute with.</summary>
internal static class PlainPyTorch
{
    /// <summary>Does one kind of work over the weights of a file.</summary>
    /// <returns>The answer; null with the last line of what Python complained of, where there is no PyTorch.</returns>
    public static (PlainAnswer? Answer, string Error) Do(string work, string weights, int heads, Device device, string dtype, object input)
    {
        string python = Environment.GetEnvironmentVariable("PYTHON") ?? (File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3");
        string script = Path.Combine(AppContext.BaseDirectory, "plain.py"), where = device.type == DeviceType.CUDA ? "cuda" : "cpu";
        ProcessStartInfo start = new(python, [script, work, weights, $"{heads}", $"{get_num_threads()}", where, dtype])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Threads wait as briefly as ours do, or other programs on the same cores would slow PyTorch more.
        start.Environment.TryAdd("GOMP_SPINCOUNT", "1000");
        using Process? process = Begin(start);
        if (process is null)
        {
            return (null, $"{python} could not be started");
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(JsonSerializer.Serialize(input));
        process.StandardInput.Close();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            return (null, OneLine.Of(error.Result.Split('\n').LastOrDefault(line => line.Length > 0) ?? $"exit code {process.ExitCode}"));
        }

        JsonElement answer = JsonDocument.Parse(output.Result).RootElement;
        return (new PlainAnswer(answer.GetProperty("seconds").GetDouble(), answer.GetProperty("computed"), answer.GetProperty("peak_bytes").GetInt64()), "");
    }

    private static Process? Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
